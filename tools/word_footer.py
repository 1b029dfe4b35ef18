"""What stands at the foot of each page of the Word templates."""

from __future__ import annotations

from tools.word_xml import HEAD, NAMESPACES, p, run, when


def footer() -> str:
    """word/footer1.xml: which plan, which version, which page, whose house style."""
    version = "versie {{ plan.version }}, {{ plan.state }}, {{ plan.date }}"
    which = f"{{{{ plan.subtitle }}}} van {{{{ plan.youth_name }}}}, {version}"
    page = run("Bladzijde ") + _field("PAGE") + run(" van ") + _field("NUMPAGES")
    line = p("Footer", run(which), "<w:r><w:tab/></w:r>", page)
    whose = when("plan.house.footer", p("Footer", "{{ plan.house.footer }}"))
    return f"{HEAD}<w:ftr {NAMESPACES}>{line}{whose}</w:ftr>"


def _field(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
