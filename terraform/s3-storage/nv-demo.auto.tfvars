env    = "nv-demo"
region = "us-east-1"

retention_days = 30

# A demo is thrown away whole; a real environment keeps the default, false.
force_destroy = true
