resource "aws_iam_role" "api" {
  name               = local.api
  description        = "Execution role of the function ${local.api}"
  assume_role_policy = data.aws_iam_policy_document.lambda_assume_role.json
}

resource "aws_iam_role_policy" "api" {
  name   = local.api
  role   = aws_iam_role.api.id
  policy = data.aws_iam_policy_document.api.json
}

data "aws_iam_policy_document" "api" {
  statement {
    sid       = "WriteOwnLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.api.arn}:*"]
  }

  statement {
    sid     = "ReadDatabaseCredentialsAndApiKey"
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      data.aws_secretsmanager_secret.postgres.arn,
      data.aws_secretsmanager_secret.client_api_key.arn,
    ]
  }

  # Presigned URLs carry the permissions of this role.
  statement {
    sid       = "ReadAndWriteFiles"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["arn:aws:s3:::${local.storage_bucket}/*"]
  }

  # Makes the answer for an object that is gone 404 instead of 403.
  statement {
    sid       = "TellMissingFiles"
    actions   = ["s3:ListBucket"]
    resources = ["arn:aws:s3:::${local.storage_bucket}"]
  }

  # Lambda itself places the function's network interfaces, with this role ("Giving Lambda functions access to
  # resources in an Amazon VPC"): deletion must cover all resource IDs and descriptions cannot be narrowed.
  statement {
    sid     = "CreateNetworkInterfaces"
    actions = ["ec2:CreateNetworkInterface"]
    resources = concat(
      [
        "${local.ec2_arn}:network-interface/*",
        "${local.ec2_arn}:security-group/${aws_security_group.api.id}",
      ],
      [for id in data.aws_subnets.private.ids : "${local.ec2_arn}:subnet/${id}"],
    )
  }

  statement {
    sid = "ReleaseNetworkInterfaces"
    actions = [
      "ec2:AssignPrivateIpAddresses",
      "ec2:DeleteNetworkInterface",
      "ec2:UnassignPrivateIpAddresses",
    ]
    resources = ["${local.ec2_arn}:*/*"]
  }

  statement {
    sid       = "DescribeNetwork"
    actions   = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"]
    resources = ["*"]
  }

  # Lambda may, the function's code may not.
  statement {
    sid    = "KeepNetworkFromCode"
    effect = "Deny"
    actions = [
      "ec2:AssignPrivateIpAddresses",
      "ec2:CreateNetworkInterface",
      "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
      "ec2:UnassignPrivateIpAddresses",
    ]
    resources = ["*"]

    condition {
      test     = "ArnEquals"
      variable = "lambda:SourceFunctionArn"
      values   = ["${local.lambda_arn}:function:${local.api}"]
    }
  }
}
