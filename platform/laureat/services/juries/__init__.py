"""The jury, its recusals and its votes."""
