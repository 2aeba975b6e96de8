"""`manage.py import_plots`: bring in a list or a layer of the plots of a park."""

from parks.choices import ImportKind
from parks.management.importing import ParkImportCommand


class Command(ParkImportCommand):
    help = "Leest kavels in: GeoJSON met grenzen, of CSV of XLSX zonder. Alles of niets."
    kind = ImportKind.PLOTS
