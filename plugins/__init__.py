"""The rooms of Wenming Matrix; see docs/architecture.md for their order."""
