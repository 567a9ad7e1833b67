ephemeral "aws_secretsmanager_secret_version" "postgres" {
  secret_id = data.aws_secretsmanager_secret.postgres.id

  lifecycle {
    postcondition {
      condition     = jsondecode(self.secret_string).username == var.master_username
      error_message = "master_username is not the user name in the secret ${var.env}-postgres: the functions could not log in."
    }
  }
}

resource "aws_db_subnet_group" "this" {
  name        = "${var.env}-db"
  description = "Subnets without a way out, for the database ${var.env}-db"
  subnet_ids  = data.aws_subnets.database.ids
}

resource "aws_db_parameter_group" "this" {
  name        = "${var.env}-postgres14"
  description = "PostgreSQL 14 that accepts encrypted connections only"
  family      = "postgres14"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}

resource "aws_db_instance" "this" {
  identifier     = "${var.env}-db"
  engine         = "postgres"
  engine_version = "14"
  instance_class = var.instance_class
  multi_az       = var.multi_az

  allocated_storage = var.allocated_storage
  storage_type      = "gp3"
  storage_encrypted = true

  db_name             = var.database
  username            = var.master_username
  password_wo         = jsondecode(ephemeral.aws_secretsmanager_secret_version.postgres.secret_string).password
  password_wo_version = var.master_password_version

  db_subnet_group_name   = aws_db_subnet_group.this.name
  parameter_group_name   = aws_db_parameter_group.this.name
  vpc_security_group_ids = [aws_security_group.database.id]
  publicly_accessible    = false

  auto_minor_version_upgrade = true
  apply_immediately          = true
  backup_retention_period    = var.backup_retention_days
  copy_tags_to_snapshot      = true
  deletion_protection        = var.deletion_protection
  skip_final_snapshot        = var.skip_final_snapshot
  final_snapshot_identifier  = "${var.env}-db-final"
}
