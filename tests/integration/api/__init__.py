"""The API, by its door: each resource, each kind of refusal, the document."""
