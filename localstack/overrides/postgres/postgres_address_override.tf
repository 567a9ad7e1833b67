# Functions find PostgreSQL by the variables.
locals {
  database = {
    address = var.postgres_host
    port    = var.postgres_port
    name    = var.postgres_database
  }
}
