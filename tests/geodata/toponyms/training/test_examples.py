from __future__ import annotations

import os
import subprocess
import sys

JOINED = """
import random
from geodata.toponyms.training.examples import pseudo_reports

towns = ["Rom", "Bonn", "Kiel", "Trier", "Gera", "Jena", "Ulm", "Hof"]
sentences = [
    [(one, "B-LOC"), ("und", "O"), (other, "B-LOC")]
    for one in towns for other in towns if one != other
]
for report in pseudo_reports(sentences, "de", "test", random.Random(1)):
    print(report.text)
"""


def test_sentences_are_joined_alike_in_every_run():
    found = {
        subprocess.run(
            [sys.executable, "-c", JOINED],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(found) == 1
    assert found != {b""}
