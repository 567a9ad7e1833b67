env    = "nv-demo"
region = "us-east-1"

database        = "nvdemo"
master_username = "nvdemo"

# A demo is small and thrown away whole; a real environment keeps the defaults.
multi_az              = false
backup_retention_days = 0
deletion_protection   = false
skip_final_snapshot   = true
