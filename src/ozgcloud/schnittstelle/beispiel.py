"""The two machines of the demo. Their keys are public on purpose; they exist where `OZG_DEMO=1` has made them only."""

from ozgcloud.schnittstelle.rules import schluesseltext

ANBIETER = ("demoanbieter", "nur-in-der-demo-und-oeffentlich-bekannt")
FACHVERFAHREN = ("demofachverf", "nur-in-der-demo-und-oeffentlich-bekannt")


def demo_key() -> str:
    """The key of the demo's vendor, whose Anträge are practice."""
    return schluesseltext(*ANBIETER)
