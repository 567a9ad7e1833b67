package sh.lfc.nv.harness.sweep;

import java.util.List;
import java.util.stream.Stream;
import sh.lfc.nv.canary.aws.AwsAccess;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What holds data: databases, caches, buckets, secrets. */
final class Data implements Finder {
    private static final String DELETING = "deleting";

    private final RdsClient rds;
    private final ElastiCacheClient elastiCache;
    private final S3Client s3;
    private final SecretsManagerClient secrets;

    Data(AwsAccess aws) {
        rds = aws.client(RdsClient.builder());
        elastiCache = aws.client(ElastiCacheClient.builder());
        s3 = aws.client(S3Client.builder());
        secrets = aws.client(SecretsManagerClient.builder());
    }

    @Override
    public Stream<Leftover> find(Named named) {
        return Stream.of(databases(named), caches(named), buckets(named), secrets(named))
                .flatMap(found -> found);
    }

    private Stream<Leftover> databases(Named named) {
        var instances = rds.describeDBInstancesPaginator().dbInstances().stream()
                .filter(database -> named.is(database.dbInstanceIdentifier()))
                .map(database -> Leftover.of(
                        "database",
                        database.dbInstanceIdentifier(),
                        database.dbInstanceStatus().equals(DELETING),
                        () -> removeDatabase(database)));
        var subnetGroups = rds.describeDBSubnetGroupsPaginator().dbSubnetGroups().stream()
                .map(group -> group.dbSubnetGroupName())
                .filter(named::is)
                .map(name -> Leftover.of(
                        "database subnet group",
                        name,
                        () -> rds.deleteDBSubnetGroup(delete -> delete.dbSubnetGroupName(name))));
        var parameterGroups = rds.describeDBParameterGroupsPaginator().dbParameterGroups().stream()
                .map(group -> group.dbParameterGroupName())
                .filter(named::is)
                .map(name -> Leftover.of(
                        "database parameter group",
                        name,
                        () -> rds.deleteDBParameterGroup(delete -> delete.dbParameterGroupName(name))));
        return Stream.of(instances, subnetGroups, parameterGroups).flatMap(found -> found);
    }

    private void removeDatabase(DBInstance database) {
        var id = database.dbInstanceIdentifier();
        if (Boolean.TRUE.equals(database.deletionProtection())) {
            rds.modifyDBInstance(modify ->
                    modify.dbInstanceIdentifier(id).deletionProtection(false).applyImmediately(true));
        }
        rds.deleteDBInstance(delete ->
                delete.dbInstanceIdentifier(id).skipFinalSnapshot(true).deleteAutomatedBackups(true));
    }

    private Stream<Leftover> caches(Named named) {
        var groups = elastiCache.describeReplicationGroupsPaginator().replicationGroups().stream()
                .filter(group -> named.is(group.replicationGroupId()))
                .map(group -> Leftover.of(
                        "cache",
                        group.replicationGroupId(),
                        group.status().equals(DELETING),
                        () -> elastiCache.deleteReplicationGroup(
                                delete -> delete.replicationGroupId(group.replicationGroupId()))));
        var subnetGroups = elastiCache.describeCacheSubnetGroupsPaginator().cacheSubnetGroups().stream()
                .map(group -> group.cacheSubnetGroupName())
                .filter(named::is)
                .map(name -> Leftover.of(
                        "cache subnet group",
                        name,
                        () -> elastiCache.deleteCacheSubnetGroup(delete -> delete.cacheSubnetGroupName(name))));
        return Stream.concat(groups, subnetGroups);
    }

    private Stream<Leftover> buckets(Named named) {
        return s3.listBuckets().buckets().stream()
                .map(bucket -> bucket.name())
                .filter(named::is)
                .map(name -> Leftover.of("bucket", name, () -> removeBucket(name)));
    }

    /** With all versions of everything that is in it. */
    private void removeBucket(String bucket) {
        for (var page : s3.listObjectVersionsPaginator(list -> list.bucket(bucket))) {
            var versions = Stream.concat(
                            page.versions().stream().map(version -> id(version.key(), version.versionId())),
                            page.deleteMarkers().stream().map(marker -> id(marker.key(), marker.versionId())))
                    .toList();
            remove(bucket, versions);
        }
        for (var page : s3.listMultipartUploadsPaginator(list -> list.bucket(bucket))) {
            page.uploads()
                    .forEach(upload -> s3.abortMultipartUpload(
                            abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
        }
        s3.deleteBucket(delete -> delete.bucket(bucket));
    }

    private void remove(String bucket, List<ObjectIdentifier> versions) {
        if (!versions.isEmpty()) {
            s3.deleteObjects(delete ->
                    delete.bucket(bucket).delete(all -> all.objects(versions).quiet(true)));
        }
    }

    private static ObjectIdentifier id(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    private Stream<Leftover> secrets(Named named) {
        return secrets.listSecretsPaginator(list -> list.includePlannedDeletion(true)).stream()
                .flatMap(page -> page.secretList().stream())
                .filter(secret -> named.is(secret.name()))
                .map(secret -> Leftover.of(
                        "secret",
                        secret.name(),
                        () -> secrets.deleteSecret(
                                delete -> delete.secretId(secret.arn()).forceDeleteWithoutRecovery(true))));
    }

    @Override
    public void close() {
        rds.close();
        elastiCache.close();
        s3.close();
        secrets.close();
    }
}
