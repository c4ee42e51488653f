"""What volunteers pass on: the day's items, their texts for each network, cards, and feeds."""
