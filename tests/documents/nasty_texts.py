"""Texts that documents are known to lose, and any other text that a person or a paste can bring."""

from __future__ import annotations

from hypothesis import strategies as st

NASTY = (
    "Sam <b> & Co",
    "&amp; &lt;w:p&gt; ]]> <!-- -->",
    "{{ plan.title }} {% for x in y %} {# weg #} {{{",
    "{_{ }_} {_% %_} {%p endfor %} {{r x}}",
    "${x} %(x)s {0} `rm -rf` \\a \\n $x$ #set(x) @ref *a* _b_",
    "bel\aform\fvert\vnul\x00esc\x1b",
    "\ufffe\uffff \ud800 \udfff",
    "één 🐕 👩🏽‍🚀 🏳️‍🌈 €",
    "السلام عليكم",
    "Ik zei שלום tegen hem, echt.",
    "regel een\nregel twee\n\nalinea twee\n\n\nalinea drie\n",
    "\ttab\there  twee   spaties  ",
    " \n ",
    "windows\r\nregel\rmac",
    "# kop\n- punt\n1. een\n> citaat\n    code\n| a | b |\n---\n***",
    "[link](http://x) ![p](y) <http://z> ^1^ ~~d~~ :::",
    "a\u00a0b\u2028c\u2029d\u200be\ufefff\u00adg",
    "x" * 3000,
    "lang woord " * 600,
)

# Everything that Python holds in a text, with a taste for what has broken documents before.
ANY_TEXT = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(codec=None), min_size=1, max_size=40),
    st.lists(
        st.sampled_from(
            ["{{", "}}", "{%", "%}", "{_{", "&", "<", ">", "\n", "\n\n", "\t", "\a", "\f", "\x00",
             "\ud800", "\uffff", "\r\n", " ", "  ", "a", "é", "🐕", "ש", "ع", "1", "*", "#", "\\", "`"]
        ),
        min_size=1,
        max_size=12,
    ).map("".join),
)  # fmt: skip
