"""What a citizen reads about the Leistungen. Keys are those of the Leistungskatalog, the words are ours.

The last three have no Online-Dienst yet: they show who is competent beside the Gemeinden (Kreis, Land, Kammer).
"""

HUNDESTEUER = "99102013104000"
BAUMFAELLUNG = "99090023276000"
FUNDTIER = "99089023000000"
BEWOHNERPARKEN = "99108001001000"
GEWERBE = "99050012104000"
JAGDSCHEIN = "99067004001000"
SCHWERBEHINDERTENAUSWEIS = "99015007012000"
HANDWERKSROLLE = "99058007060000"

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
            "Kommunalabgabengesetz des Landes Schleswig-Holstein (KAG)"
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
            "Satzung Ihrer Gemeinde zum Schutz des Baumbestandes\n\n§§ 29, 39 Bundesnaturschutzgesetz (BNatSchG)"
        ),
        "stichworte": (
            "Baum Bäume fällen Baumfällung Baumschutz Baumschutzsatzung Garten Hecke Gehölz Krone Naturschutz "
            "Rückschnitt"
        ),
    },
    {
        "schluessel": FUNDTIER,
        "name": "Fundtier melden",
        "kurztext": "Wer ein Haustier findet, meldet es der Gemeinde des Fundortes.",
        "volltext": (
            "Ist Ihnen eine Katze zugelaufen oder haben Sie einen Hund ohne Begleitung gefunden? Dann melden Sie den "
            "Fund bei der Gemeinde, in der Sie das Tier gefunden haben. Sie sucht die Halterin oder den Halter und "
            "sorgt dafür, dass das Tier untergebracht wird.\n\n"
            "Sie können das Tier bei sich behalten, bis sich jemand meldet, wenn das für Sie und das Tier gut ist.\n\n"
            "Ein schwer verletztes Tier bringen Sie bitte gleich in eine Tierarztpraxis. Bei wilden Tieren hilft eine "
            "Wildtierstation."
        ),
        "unterlagen": "Ein oder mehrere Fotos des Tieres, wenn Sie welche machen können",
        "voraussetzungen": "Sie haben ein Haustier gefunden, das offensichtlich jemandem gehört oder gehört hat.",
        "gebuehr": "Die Meldung kostet nichts.",
        "dauer": "Wir melden uns am selben oder am nächsten Werktag.",
        "rechtsgrundlage": (
            "§ 965 Bürgerliches Gesetzbuch (BGB): Anzeige des Fundes\n\n§ 90a BGB: Tiere\n\n"
            "§§ 971, 973 BGB: Finderlohn und Erwerb des Eigentums"
        ),
        "stichworte": (
            "Fundtier Tier gefunden zugelaufen entlaufen Katze Hund Kaninchen Vogel Schildkröte Tierheim Fundbüro"
        ),
    },
    {
        "schluessel": BEWOHNERPARKEN,
        "name": "Bewohnerparkausweis beantragen",
        "kurztext": "Mit dem Ausweis parken Sie in Ihrem Wohngebiet auf Plätzen für Bewohnerinnen und Bewohner.",
        "volltext": (
            "In manchen Straßen sind Parkplätze für die Menschen reserviert, die dort wohnen. Mit einem "
            "Bewohnerparkausweis dürfen Sie auf diesen Plätzen parken und an Parkscheinautomaten des Gebietes oft "
            "ohne Parkschein stehen.\n\n"
            "Der Ausweis gilt für ein Fahrzeug und für das Parkgebiet, in dem Sie wohnen. Einen bestimmten Platz "
            "garantiert er nicht."
        ),
        "unterlagen": (
            "Fahrzeugschein (Zulassungsbescheinigung Teil I)\n\n"
            "Nachweis, dass Sie das Fahrzeug dauerhaft nutzen, wenn es nicht auf Sie zugelassen ist\n\n"
            "Meldebestätigung, wenn Sie in den letzten zwei Wochen umgezogen sind"
        ),
        "voraussetzungen": (
            "Sie wohnen im Parkgebiet und sind dort gemeldet.\n\n"
            "Das Fahrzeug ist auf Sie zugelassen, oder Sie nutzen es dauerhaft."
        ),
        "gebuehr": "Nach der Gebührensatzung oder Gebührenordnung Ihrer Stadt oder Gemeinde.",
        "dauer": "Meist eine Woche. Stellen Sie den Antrag vier Wochen, bevor Ihr Ausweis abläuft.",
        "rechtsgrundlage": "§ 45 Absatz 1b Satz 1 Nummer 2a Straßenverkehrs-Ordnung (StVO)",
        "stichworte": (
            "Anwohnerparken Anwohnerparkausweis Bewohnerparken Parkausweis Parkschein Parkplatz Auto parken Parkzone"
        ),
    },
    {
        "schluessel": GEWERBE,
        "name": "Gewerbe anmelden",
        "kurztext": "Wer ein Gewerbe beginnt, übernimmt oder verlegt, zeigt das der Gemeinde an.",
        "volltext": (
            "Wenn Sie einen Betrieb oder eine Zweigstelle eröffnen, zeigen Sie das der Gemeinde an, in der die "
            "Betriebsstätte liegt. Das gilt auch im Nebenerwerb und wenn Sie von zu Hause aus arbeiten.\n\n"
            "Die Gemeinde bescheinigt Ihnen den Empfang der Anzeige und gibt sie an das Finanzamt, die Kammer und "
            "weitere Stellen weiter.\n\n"
            "Freie Berufe, Land- und Forstwirtschaft und die Verwaltung eigenen Vermögens sind kein Gewerbe. Für "
            "manche Tätigkeiten brauchen Sie außerdem eine Erlaubnis."
        ),
        "unterlagen": (
            "Handelsregisterauszug bei eingetragenen Unternehmen, bei Gründungen der Gesellschaftsvertrag\n\n"
            "Handwerkskarte bei zulassungspflichtigen Handwerken\n\n"
            "Erlaubnis, wenn die Tätigkeit eine braucht\n\n"
            "Aufenthaltstitel, wenn Sie nicht aus einem Staat der EU, des EWR oder der Schweiz kommen\n\n"
            "Vollmacht, wenn Sie für jemand anderen anmelden"
        ),
        "voraussetzungen": "Sie beginnen, übernehmen oder verlegen ein stehendes Gewerbe.",
        "gebuehr": "Nach der Gebührenordnung. Wie viel es in Ihrer Gemeinde kostet, steht im Bescheid.",
        "dauer": "Die Bescheinigung erhalten Sie innerhalb von drei Tagen, wenn alle Angaben da sind.",
        "rechtsgrundlage": "§ 14 Gewerbeordnung (GewO)\n\n§ 15 Absatz 1 GewO: Empfangsbescheinigung",
        "stichworte": (
            "Gewerbe Gewerbeanmeldung Gewerbeschein selbstständig Gründung Firma Betrieb Laden eröffnen Kleingewerbe "
            "Nebenerwerb Unternehmen Startup"
        ),
    },
    {
        "schluessel": JAGDSCHEIN,
        "name": "Jagdschein erstmalig beantragen",
        "kurztext": "Wer jagen will, braucht einen Jagdschein der unteren Jagdbehörde.",
        "volltext": (
            "Den Jagdschein stellt die untere Jagdbehörde des Kreises oder der kreisfreien Stadt aus, in der Sie "
            "wohnen. Vorher legen Sie die Jägerprüfung ab.\n\nOnline geht das hier noch nicht."
        ),
        "unterlagen": "Zeugnis der Jägerprüfung\n\nNachweis einer Jagdhaftpflichtversicherung\n\nEin Passbild",
        "voraussetzungen": "Sie haben die Jägerprüfung bestanden.",
        "gebuehr": "Nach der Gebührenordnung.",
        "dauer": "Meist vier bis acht Wochen.",
        "rechtsgrundlage": "§ 15 Bundesjagdgesetz (BJagdG)",
        "stichworte": "Jagd jagen Jäger Jägerin Jagdschein Jägerprüfung Revier",
    },
    {
        "schluessel": SCHWERBEHINDERTENAUSWEIS,
        "name": "Schwerbehindertenausweis beantragen",
        "kurztext": "Den Ausweis stellt in Schleswig-Holstein eine Behörde des Landes aus.",
        "volltext": (
            "Mit dem Ausweis weisen Sie einen Grad der Behinderung von mindestens 50 nach. Das Landesamt stellt zuerst "
            "fest, welche Behinderung vorliegt, und schickt Ihnen dann den Ausweis.\n\n"
            "Online geht das hier noch nicht."
        ),
        "unterlagen": "Befunde und Arztberichte, wenn Sie welche haben\n\nEin Passbild",
        "voraussetzungen": "Sie wohnen oder arbeiten in Deutschland.",
        "gebuehr": "Der Ausweis kostet nichts.",
        "dauer": "Meist drei bis sechs Monate.",
        "rechtsgrundlage": "§ 152 Sozialgesetzbuch Neuntes Buch (SGB IX)",
        "stichworte": "Behinderung Schwerbehinderung Ausweis Grad der Behinderung GdB Merkzeichen",
    },
    {
        "schluessel": HANDWERKSROLLE,
        "name": "Eintragung in die Handwerksrolle beantragen",
        "kurztext": "Wer ein zulassungspflichtiges Handwerk selbstständig betreibt, lässt sich vorher eintragen.",
        "volltext": (
            "Die Handwerkskammer Ihres Bezirks führt die Handwerksrolle. Sie trägt Sie ein, wenn Sie die "
            "Meisterprüfung oder eine gleichwertige Qualifikation nachweisen, und gibt Ihnen die Handwerkskarte. Mit "
            "ihr melden Sie danach Ihr Gewerbe an.\n\nOnline geht das hier noch nicht."
        ),
        "unterlagen": "Meisterbrief oder anderer Nachweis der Qualifikation",
        "voraussetzungen": "Sie erfüllen die Voraussetzungen der Handwerksordnung.",
        "gebuehr": "Nach der Gebührenordnung der Handwerkskammer.",
        "dauer": "Meist zwei bis vier Wochen.",
        "rechtsgrundlage": "§§ 1, 7 Handwerksordnung (HwO)",
        "stichworte": "Handwerk Meister Meisterin Handwerkskarte Handwerkskammer Betrieb Tischlerei Dachdecker Elektro",
    },
)
