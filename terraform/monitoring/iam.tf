data "aws_iam_policy_document" "lambda_assume_role" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "canary" {
  name               = local.canary
  description        = "Execution role of the canary ${local.canary}"
  assume_role_policy = data.aws_iam_policy_document.lambda_assume_role.json
}

resource "aws_iam_role_policy" "canary" {
  name   = local.canary
  role   = aws_iam_role.canary.id
  policy = data.aws_iam_policy_document.canary.json
}

# "Required roles and permissions for canaries", and what the features themselves need. Tracing is off, so nothing for
# X-Ray.
data "aws_iam_policy_document" "canary" {
  # Synthetics its report, and the canary those of the features: it is not told the run's folder.
  statement {
    sid       = "LeaveResults"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.artifacts.arn}/runs/*"]
  }

  statement {
    sid       = "FindArtifactBucket"
    actions   = ["s3:GetBucketLocation"]
    resources = [aws_s3_bucket.artifacts.arn]
  }

  # S3 knows no narrower resource for it.
  statement {
    sid       = "ListBuckets"
    actions   = ["s3:ListAllMyBuckets"]
    resources = ["*"]
  }

  # Synthetics makes the function and so the end of its name, which is why the log group cannot be made here.
  statement {
    sid     = "WriteOwnLog"
    actions = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:aws:logs:${var.region}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/cwsyn-${local.canary}-*",
    ]
  }

  # CloudWatch knows no resource for it, but a condition.
  statement {
    sid       = "PublishMetrics"
    actions   = ["cloudwatch:PutMetricData"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "cloudwatch:namespace"
      values   = ["CloudWatchSynthetics"]
    }
  }

  statement {
    sid       = "ReadClientCredentials"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [data.aws_secretsmanager_secret.client.arn]
  }

  # The API has no way to delete: the canary takes its own files out of the bucket, and no others.
  statement {
    sid       = "RemoveOwnFiles"
    actions   = ["s3:DeleteObject"]
    resources = ["arn:aws:s3:::${local.storage_bucket}/${local.canary_object_prefix}*"]
  }
}
