"""The model: what a ruleset means, and which facts a unit may have."""
