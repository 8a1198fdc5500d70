"""What polars_list.py and duckdb_list.py have in common: the lots of the wards, and rates by date and age."""

LOTS = {
    "E05001216": "Washwood Heath",
    "E05001203": "Shard End",
    "E05001287": "Chelmsley Wood",
    "E05001304": "Birchills Leamore",
    "E05001219": "Binley and Willenhall",
    "E05006904": "Cannock North",
    "E05007070": "Glascote",
    "E05007480": "Camp Hill",
    "E05007870": "Batchley and Brockhill",
}

# The first day on which each row is no longer in force; the wage under 18, under 21, under the last age, and from it.
WAGES = [
    ((2019, 4, 1), (4.20, 5.90, 7.38, 7.83), 25),
    ((2020, 4, 1), (4.35, 6.15, 7.70, 8.21), 25),
    ((2021, 4, 1), (4.55, 6.45, 8.20, 8.72), 25),
    (None, (4.62, 6.56, 8.36, 8.91), 23),
]

COLUMNS = (
    "ref,first name,surname,date of birth,start date,work status,first day out of work,yearly pay,hourly pay,"
    "home ward,work ward,family ward,other connections,adviser"
).split(",")
