"""The spaces that a language wants, and those at which no line may break."""

import re
from html import unescape
from itertools import cycle

NARROW = "\u202f"
NO_BREAK = "\u00a0"

_SPACE = " \u00a0\u2009\u202f"
# Each pattern starts where no space stands before it and gives nothing back,
# so a million spaces are read once.
_SPACES = rf"(?<![{_SPACE}])[{_SPACE}]++"
_FRENCH = (
    (re.compile(rf"{_SPACES}(?=[;!?])"), NARROW),
    (re.compile(rf"«[{_SPACE}]*+"), f"«{NARROW}"),
    (re.compile(rf"(?<![{_SPACE}])[{_SPACE}]*+»"), f"{NARROW}»"),
    # 1 : 3 is a proportion.
    (re.compile(rf"(?<!\d){_SPACES}(?=:)"), NO_BREAK),
    (re.compile(rf"(?<=\d)[{_SPACE}]++(?=:(?![{_SPACE}]{{0,2}}\d))"), NO_BREAK),
)

_EVERYWHERE = (
    *("%", "‰", "°C", "°", "€"),
    *("µm", "mm", "cm", "dm", "m", "km", "µg", "mg", "g", "kg", "µl", "ml", "mL"),
    *("cl", "dl", "dL", "l", "L", "mmol", "kcal", "kJ", "mmHg", "ms", "s", "min", "h"),
)
_UNITS = {
    "fr": (
        *("seconde", "secondes", "minute", "minutes", "heure", "heures"),
        *("jour", "jours", "nuit", "nuits", "semaine", "semaines", "mois"),
        *("an", "ans", "année", "années", "fois", "degrés"),
        *("mètre", "mètres", "litre", "litres", "euros"),
    ),
    "nb": (
        *("sekund", "sekunder", "minutt", "minutter", "time", "timer", "t"),
        *("dag", "dager", "døgn", "natt", "netter", "uke", "uker"),
        *("måned", "måneder", "år", "gang", "ganger", "prosent", "grader"),
        *("meter", "liter", "kroner"),
    ),
    "es": (
        *("segundo", "segundos", "minuto", "minutos", "hora", "horas"),
        *("día", "días", "noche", "noches", "semana", "semanas", "mes", "meses"),
        *("año", "años", "vez", "veces", "grados", "por ciento"),
        *("metro", "metros", "litro", "litros", "euros"),
    ),
}
