"""Forms that are filled on the reader's own device and send nothing by themselves."""
