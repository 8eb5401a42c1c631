"""The registry as files for machines: pure functions from records to bytes."""
