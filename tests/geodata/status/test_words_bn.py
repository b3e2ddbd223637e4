"""What the Bengali words claim of a place, and what they leave alone."""

from __future__ import annotations

import json

import pytest

from geodata.parsing import parse_line

SENTENCES = [
    (["unrest"], "ঢাকায় পুলিশের সঙ্গে বিক্ষোভকারীদের সংঘর্ষ হয়েছে।"),
    (["unrest"], "রাজশাহীতে উত্তেজিত জনতা থানায় আগুন দিয়েছে।"),
    (["unrest"], "চট্টগ্রামে পুলিশ কাঁদানে গ্যাস ছুড়েছে।"),
    (["unrest"], "খুলনায় দোকান লুটপাট করা হয়েছে।"),
    (["calm"], "চট্টগ্রামের পরিস্থিতি এখন শান্ত।"),
    (["calm"], "ঢাকায় কোনো সংঘর্ষের খবর পাওয়া যায়নি।"),
    (["calm"], "বরিশালে কোনো অপ্রীতিকর ঘটনা ঘটেনি।"),
    (["calm"], "রংপুরে কারফিউ তুলে নেওয়া হয়েছে।"),
    (["airport_closed"], "ঢাকার বিমানবন্দর বন্ধ রয়েছে।"),
    (["airport_closed"], "কাঠমান্ডু বিমানবন্দরে সব ফ্লাইট বাতিল করা হয়েছে।"),
    (["airport_open"], "ঢাকার শাহজালাল আন্তর্জাতিক বিমানবন্দর আবার চালু হয়েছে।"),
    (["airport_open"], "কাঠমান্ডু বিমানবন্দরে ফ্লাইট চলাচল শুরু হয়েছে।"),
    ([], "ঢাকায় ফাইনাল ম্যাচে দুই দলের লড়াই জমে উঠেছে।"),
    ([], "বগুড়ায় বাস ও ট্রাকের মুখোমুখি সংঘর্ষে তিনজন নিহত হয়েছেন।"),
    ([], "ঢাকার বিমানবন্দর সড়ক বন্ধ রয়েছে।"),
    ([], "ঢাকার বিমানবন্দর সোমবার আবার চালু হবে।"),
    ([], "খুলনায় সহিংসতার আশঙ্কা করা হচ্ছে।"),
    ([], "খুলনায় সংঘর্ষের খবর অস্বীকার করেছে পুলিশ।"),
]


@pytest.mark.parametrize(("statuses", "text"), SENTENCES)
def test_a_sentence_claims_what_it_asserts(statuses, text):
    record = {"id": "one", "text": text, "published": "2022-01-11", "lang": "bn"}

    assert sorted({one["status"] for one in parse_line(json.dumps(record))["claims"]}) == statuses
