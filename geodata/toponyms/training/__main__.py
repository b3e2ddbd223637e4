"""``python -m geodata.toponyms.training``: learn the recogniser's weights anew."""

from __future__ import annotations

import sys

from geodata.gazetteer.index import default_gazetteer
from geodata.toponyms.training.corpora import corpora_folder
from geodata.toponyms.training.recognition import train_recognition
from geodata.toponyms.training.wordlists import write_word_lists


def main() -> None:
    """Write the word lists and the weights, and print how it went."""
    folder, gazetteer = corpora_folder(), default_gazetteer()
    write_word_lists(folder, gazetteer)
    for line in train_recognition(folder, gazetteer):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
