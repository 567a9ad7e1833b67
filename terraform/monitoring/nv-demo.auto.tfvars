env    = "nv-demo"
region = "us-east-1"

domain = "nv.lfc.sh"

# A demo is thrown away whole; a real environment keeps the default, false.
force_destroy = true
