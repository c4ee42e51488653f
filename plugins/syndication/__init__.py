"""The two forms of feeds, whatever stands in them: Atom and JSON Feed."""
