"""`manage.py import_companies`: bring in a list of the companies of a park."""

from parks.choices import ImportKind
from parks.management.importing import ParkImportCommand


class Command(ParkImportCommand):
    help = "Leest een lijst van bedrijven in (CSV of XLSX). Alles of niets."
    kind = ImportKind.COMPANIES
