package sh.lfc.nv.emulator.authorization;

import static org.assertj.core.api.Assertions.assertThatCode;
import static sh.lfc.nv.emulator.authorization.Refused.allow;
import static sh.lfc.nv.emulator.authorization.Refused.policy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.junit.EmulatorExtension;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.rds.RdsClient;

/** Databases and caches. */
@ExtendWith(EmulatorExtension.class)
class DataStoresAuthorizationTest {

    private static final String RDS = "arn:aws:rds:us-east-1:000000000000:";
    private static final String CACHE = "arn:aws:elasticache:us-east-1:000000000000:";
    private static final Refused REFUSED = new Refused("AccessDenied", 403);

    @Test
    void aDatabaseNeedsPermissionsForAllThatItIsMadeOf(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        RdsClient none = accounts.role(RdsClient.builder(), "rds-none", null);
        RdsClient onlyDb =
                accounts.role(RdsClient.builder(), "rds-db", policy(allow(RDS + "db:shop", "rds:CreateDBInstance")));
        RdsClient untagged =
                accounts.role(RdsClient.builder(), "rds-untagged", policy(allow("*", "rds:CreateDBInstance")));
        RdsClient noRole = accounts.role(RdsClient.builder(), "rds-pass", policy(allow("*", "rds:*")));

        REFUSED.lacks(() -> database(none), "rds-none", "rds:CreateDBInstance", RDS + "db:shop");
        REFUSED.lacks(() -> database(onlyDb), "rds-db", "rds:CreateDBInstance", RDS + "subgrp:private");
        REFUSED.lacks(() -> database(untagged), "rds-untagged", "rds:AddTagsToResource", RDS + "db:shop");
        REFUSED.lacks(() -> database(noRole), "rds-pass", "iam:PassRole", "arn:aws:iam::000000000000:role/monitoring");
        REFUSED.lacks(none::describeDBInstances, "rds-none", "rds:DescribeDBInstances", RDS + "db:*");
    }

    private static void database(RdsClient rds) {
        rds.createDBInstance(create -> create.dbInstanceIdentifier("Shop")
                .dbInstanceClass("db.t3.micro")
                .engine("postgres")
                .dbSubnetGroupName("private")
                .monitoringRoleArn("arn:aws:iam::000000000000:role/monitoring")
                .tags(tag -> tag.key("team").value("a")));
    }

    @Test
    void parameterGroupsAreReadByTheirTags(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        RdsClient root = accounts.root(RdsClient.builder());
        root.createDBParameterGroup(create -> create.dbParameterGroupName("ours")
                .dbParameterGroupFamily("postgres14")
                .description("ours")
                .tags(tag -> tag.key("team").value("a")));
        RdsClient byTag = accounts.role(
                RdsClient.builder(),
                "rds-by-tag",
                policy(allow("*", "rds:DescribeDBParameters")
                        + ",'Condition':{'StringEquals':{'aws:ResourceTag/team':'a'}}"));

        assertThatCode(() -> byTag.describeDBParameters(describe -> describe.dbParameterGroupName("ours")))
                .doesNotThrowAnyException();
        REFUSED.lacks(
                () -> byTag.describeDBParameters(describe -> describe.dbParameterGroupName("default.postgres14")),
                "rds-by-tag",
                "rds:DescribeDBParameters",
                RDS + "pg:default.postgres14");
    }

    @Test
    void aCacheNeedsPermissionsForItsGroups(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        ElastiCacheClient none = accounts.role(ElastiCacheClient.builder(), "cache-none", null);
        ElastiCacheClient group = accounts.role(
                ElastiCacheClient.builder(),
                "cache-group",
                policy(allow(CACHE + "replicationgroup:*", "elasticache:CreateReplicationGroup")));
        ElastiCacheClient unencrypted = accounts.role(
                ElastiCacheClient.builder(),
                "cache-encrypted",
                policy(allow("*", "elasticache:CreateReplicationGroup")
                        + ",'Condition':{'Bool':{'elasticache:TransitEncryptionEnabled':'true'}}"));

        REFUSED.lacks(
                () -> cache(none), "cache-none", "elasticache:CreateReplicationGroup", CACHE + "replicationgroup:shop");
        REFUSED.lacks(
                () -> cache(group), "cache-group", "elasticache:CreateReplicationGroup", CACHE + "subnetgroup:private");
        REFUSED.lacks(
                () -> cache(unencrypted),
                "cache-encrypted",
                "elasticache:CreateReplicationGroup",
                CACHE + "replicationgroup:shop");
        REFUSED.lacks(
                none::describeReplicationGroups,
                "cache-none",
                "elasticache:DescribeReplicationGroups",
                CACHE + "replicationgroup:*");
    }

    private static void cache(ElastiCacheClient elastiCache) {
        elastiCache.createReplicationGroup(create -> create.replicationGroupId("Shop")
                .replicationGroupDescription("shop")
                .cacheSubnetGroupName("private")
                .transitEncryptionEnabled(false));
    }
}
