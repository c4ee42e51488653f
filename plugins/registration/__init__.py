"""The registration form: filled on the device, blank to download, and checked when it returns."""
