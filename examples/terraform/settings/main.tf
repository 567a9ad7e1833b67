variable "name" {
  description = "What the settings are for."
  type        = string
}

resource "terraform_data" "settings" {
  input = var.name
}

output "name" {
  description = "What the settings are for."
  value       = terraform_data.settings.output
}
