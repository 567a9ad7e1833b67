variable "postgres_host" {
  description = "Address or name of the PostgreSQL server beside, as functions find it."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$", var.postgres_host))
    error_message = "postgres_host must be a host name or an IPv4 address, without a port."
  }
}

variable "postgres_port" {
  description = "Port of the PostgreSQL server beside."
  type        = number

  validation {
    condition     = var.postgres_port >= 1 && var.postgres_port <= 65535 && floor(var.postgres_port) == var.postgres_port
    error_message = "postgres_port must be a port: a whole number from 1 to 65535."
  }
}

variable "postgres_database" {
  description = "Name of the database on the PostgreSQL server beside."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,62}$", var.postgres_database))
    error_message = "postgres_database must start with a lower case letter and hold lower case letters, digits and underscores, at most 63."
  }
}

locals {
  # The server is in no security group. Of a name nobody here knows the address.
  postgres_cidr = can(cidrhost("${var.postgres_host}/32", 0)) ? "${var.postgres_host}/32" : "0.0.0.0/0"
}
