"""An outcome's dashboard, and the framework of all outcomes."""
