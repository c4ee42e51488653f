"""Figures that anyone can recompute: what every unit submitted, and what was taken up."""
