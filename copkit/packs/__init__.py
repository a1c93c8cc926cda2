from copkit.packs import lean_start  # noqa: F401  before anything here imports nbformat
