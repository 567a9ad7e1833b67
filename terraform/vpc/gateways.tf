resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${var.env}-igw" }
}

resource "aws_eip" "nat" {
  domain = "vpc"

  tags = { Name = "${var.env}-nat" }
}

# One NAT gateway for all zones: the loss of its zone stops the functions' calls to Secrets Manager, which a demo can
# bear and which costs a third.
resource "aws_nat_gateway" "this" {
  # A NAT gateway is of use only in a VPC that has its internet gateway.
  depends_on = [aws_internet_gateway.this]

  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public[local.zones[0]].id

  tags = { Name = "${var.env}-nat" }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.private.id]
  policy            = data.aws_iam_policy_document.s3_endpoint.json

  tags = { Name = "${var.env}-s3" }
}

# A perimeter, not a grant: whatever a role allows, nothing leaves the VPC to buckets of somebody else.
data "aws_iam_policy_document" "s3_endpoint" {
  statement {
    sid = "OwnBucketsOnly"
    actions = [
      "s3:GetObject",
      "s3:GetObjectVersion",
      "s3:PutObject",
      "s3:DeleteObject",
      "s3:AbortMultipartUpload",
      "s3:ListBucket",
    ]
    resources = [
      "arn:aws:s3:::${var.env}-*",
      "arn:aws:s3:::${var.env}-*/*",
    ]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
