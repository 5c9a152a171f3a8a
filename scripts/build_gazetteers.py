"""Build every table of data/gazetteers, in the order in which they need each other."""

import build_currencies
import build_demonyms
import build_organizations
import build_places
import build_regions


def main() -> None:
    for table in (build_places, build_organizations, build_demonyms, build_regions, build_currencies):
        table.main()


if __name__ == "__main__":
    main()
