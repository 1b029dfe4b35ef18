"""Complete fictitious dossiers, as files that `planbuilder plan` and `planbuilder demo` read."""
