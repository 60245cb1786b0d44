"""What a citizen reads about the two Leistungen. Keys are those of the Leistungskatalog, the words are ours."""

HUNDESTEUER = "99102013104000"
BAUMFAELLUNG = "99090023276000"

LEISTUNGEN: tuple[dict[str, str], ...] = (
    {
        "schluessel": HUNDESTEUER,
        "name": "Hundesteuer: Hund anmelden",
        "kurztext": "Wer einen Hund hält, meldet ihn bei der Gemeinde zur Hundesteuer an.",
        "volltext": (
            "Wenn Sie einen Hund bei sich aufnehmen, melden Sie ihn bei der Gemeinde an, in der Sie wohnen. Das gilt "
            "auch, wenn Sie mit Ihrem Hund zuziehen oder wenn ein Welpe in Ihrem Haushalt geboren wird.\n\n"
            "Die Gemeinde setzt die Hundesteuer fest und schickt Ihnen einen Bescheid. Wie hoch die Steuer ist, steht "
            "in der Hundesteuersatzung Ihrer Gemeinde. Für gefährliche Hunde kann sie höher sein.\n\n"
            "Für manche Hunde können Sie eine Ermäßigung oder Befreiung beantragen, zum Beispiel für Assistenzhunde. "
            "Das geht im selben Formular."
        ),
        "unterlagen": (
            "Heimtierausweis, wenn Sie einen haben\n\n"
            "Nachweis für eine Ermäßigung oder Befreiung, wenn Sie eine beantragen\n\n"
            "Ihre Bankverbindung, wenn die Steuer abgebucht werden soll"
        ),
        "voraussetzungen": "Sie halten einen Hund.\n\nSie wohnen in der Gemeinde, in der Sie ihn anmelden.",
        "gebuehr": "Die Anmeldung kostet nichts. Die Höhe der Hundesteuer steht in der Satzung Ihrer Gemeinde.",
        "dauer": "Meist ein bis drei Wochen. Melden Sie den Hund bitte innerhalb von zwei Wochen an.",
        "rechtsgrundlage": (
            "Satzung Ihrer Gemeinde über die Erhebung einer Hundesteuer\n\n"
            "§§ 2, 3 Kommunalabgabengesetz des Landes Schleswig-Holstein (KAG)"
        ),
        "stichworte": (
            "Hund Hunde Welpe Hundemarke Steuermarke Haustier Steuer anmelden Hundehaltung Assistenzhund Tierheim"
        ),
    },
    {
        "schluessel": BAUMFAELLUNG,
        "name": "Baumfällgenehmigung beantragen",
        "kurztext": "Geschützte Bäume dürfen nur mit Genehmigung gefällt oder stark zurückgeschnitten werden.",
        "volltext": (
            "Viele Gemeinden schützen ihre Bäume durch eine Satzung. Auch auf Ihrem eigenen Grundstück brauchen Sie "
            "dann eine Genehmigung, wenn Sie einen geschützten Baum fällen, stark zurückschneiden oder seine Wurzeln "
            "kappen möchten.\n\n"
            "Ob ein Baum geschützt ist, hängt meist vom Umfang seines Stammes ab, gemessen in einem Meter Höhe. "
            "Obstbäume sind oft ausgenommen. Wenn Sie unsicher sind, stellen Sie den Antrag; die Gemeinde prüft "
            "das.\n\n"
            "Unabhängig davon ist das Fällen vieler Gehölze vom 1. März bis zum 30. September verboten. Wohnen Tiere "
            "in dem Baum, ist er das ganze Jahr geschützt.\n\n"
            "Droht ein Baum jetzt umzustürzen, sperren Sie ab und rufen Sie die 112."
        ),
        "unterlagen": (
            "Fotos vom ganzen Baum und von seinen Schäden\n\n"
            "Lageplan oder Skizze, auf der der Baum eingezeichnet ist\n\n"
            "Vollmacht, wenn Ihnen das Grundstück nicht oder nicht allein gehört\n\n"
            "Gutachten, wenn Sie eines haben"
        ),
        "voraussetzungen": (
            "Das Grundstück gehört Ihnen, oder die Eigentümerin oder der Eigentümer hat Sie bevollmächtigt.\n\n"
            "Es gibt einen Grund, der schwerer wiegt als der Erhalt des Baumes, zum Beispiel Krankheit oder Gefahr."
        ),
        "gebuehr": "Richtet sich nach der Gebührensatzung Ihrer Gemeinde.",
        "dauer": "Meist vier bis sechs Wochen. Oft sieht sich jemand den Baum vor Ort an.",
        "rechtsgrundlage": (
            "Satzung Ihrer Gemeinde zum Schutz des Baumbestandes\n\n"
            "§§ 29, 39 Bundesnaturschutzgesetz (BNatSchG)\n\n"
            "§ 18 Landesnaturschutzgesetz Schleswig-Holstein (LNatSchG)"
        ),
        "stichworte": (
            "Baum Bäume fällen Baumfällung Baumschutz Baumschutzsatzung Garten Hecke Gehölz Krone Naturschutz "
            "Rückschnitt"
        ),
    },
)
