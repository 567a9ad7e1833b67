variable "vpc_id" {
  description = "The network of the service."
  type        = string
  default     = "vpc-12345678"
}

provider "aws" {
  default_tags {
    tags = { Owner = "examples" }
  }
}

module "store" {
  source = "../modules/store"

  name = "service-files"
}

resource "aws_sqs_queue" "work" {
  name = "service-work"
}

resource "aws_security_group" "service" {
  name   = "service"
  vpc_id = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.service.id
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
}

resource "aws_iam_policy" "work" {
  name = "service-work"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage"]
      Resource = "*"
    }]
  })
}
