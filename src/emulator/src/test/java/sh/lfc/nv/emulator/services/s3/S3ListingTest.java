package sh.lfc.nv.emulator.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static sh.lfc.nv.emulator.services.s3.S3Fixture.assertRefused;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ListingTest {

    private S3Fixture fixture;
    private S3Client s3;
    private String bucket;

    @BeforeAll
    void start() throws IOException {
        fixture = new S3Fixture();
        s3 = fixture.s3();
        bucket = fixture.versionedBucket();
        for (String key : List.of("b/2", "a", "b/1", "c", "b/3/x", "é", "\uFFFD", "🚀", "gone", "d d")) {
            fixture.put(bucket, key, key);
        }
        s3.deleteObject(delete -> delete.bucket(bucket).key("gone"));
        fixture.put(bucket, "a", "newer");
    }

    @AfterAll
    void end() {
        fixture.close();
    }

    @Test
    void keysComeInTheOrderOfTheirBytes() {
        assertThat(keys(s3.listObjectsV2(list -> list.bucket(bucket)).contents()))
                .containsExactly("a", "b/1", "b/2", "b/3/x", "c", "d d", "é", "\uFFFD", "🚀");
    }

    @Test
    void aDelimiterMakesFolders() {
        ListObjectsV2Response top = s3.listObjectsV2(list -> list.bucket(bucket).delimiter("/"));
        assertThat(prefixes(top.commonPrefixes())).containsExactly("b/");
        assertThat(top.keyCount()).isEqualTo(7);

        ListObjectsV2Response folder =
                s3.listObjectsV2(list -> list.bucket(bucket).delimiter("/").prefix("b/"));
        assertThat(prefixes(folder.commonPrefixes())).containsExactly("b/3/");
        assertThat(keys(folder.contents())).containsExactly("b/1", "b/2");
    }

    @Test
    void pagesTogetherAreTheWhole() {
        List<String> seen = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            ListObjectsV2Response page = s3.listObjectsV2(
                    list -> list.bucket(bucket).delimiter("/").maxKeys(2).continuationToken(from));
            assertThat(page.keyCount()).isLessThanOrEqualTo(2);
            seen.addAll(keys(page.contents()));
            seen.addAll(prefixes(page.commonPrefixes()));
            token = page.nextContinuationToken();
        } while (token != null);

        assertThat(seen).containsExactlyInAnyOrder("a", "b/", "c", "d d", "é", "\uFFFD", "🚀");
        assertRefused(
                400,
                "InvalidArgument",
                () -> s3.listObjectsV2(list -> list.bucket(bucket).continuationToken("nonsense!")));
    }

    @Test
    void theFirstVersionOfTheListingGoesOnBehindAMarker() {
        ListObjectsResponse first =
                s3.listObjects(list -> list.bucket(bucket).delimiter("/").maxKeys(2));
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.nextMarker()).isEqualTo("b/");

        ListObjectsResponse second =
                s3.listObjects(list -> list.bucket(bucket).delimiter("/").marker("b/"));
        assertThat(keys(second.contents())).startsWith("c");
        assertThat(second.commonPrefixes()).isEmpty();
    }

    @Test
    void versionsAreListedWithTheirMarkersPageByPage() {
        int versions = 0;
        int markers = 0;
        String key = null;
        String id = null;
        boolean more = true;
        while (more) {
            String fromKey = key;
            String fromId = id;
            ListObjectVersionsResponse page = s3.listObjectVersions(
                    list -> list.bucket(bucket).maxKeys(1).keyMarker(fromKey).versionIdMarker(fromId));
            assertThat(page.versions().size() + page.deleteMarkers().size()).isEqualTo(1);
            versions += page.versions().size();
            markers += page.deleteMarkers().size();
            key = page.nextKeyMarker();
            id = page.nextVersionIdMarker();
            more = page.isTruncated();
        }
        assertThat(versions).isEqualTo(11);
        assertThat(markers).isEqualTo(1);
    }

    @Test
    void theNewestVersionIsMarkedAsSuch() {
        ListObjectVersionsResponse answer =
                s3.listObjectVersions(list -> list.bucket(bucket).prefix("a"));

        assertThat(answer.versions()).extracting(version -> version.isLatest()).containsExactly(true, false);
    }

    @Test
    void noKeysAreNoPage() {
        ListObjectsV2Response answer =
                s3.listObjectsV2(list -> list.bucket(bucket).maxKeys(0));

        assertThat(answer.isTruncated()).isFalse();
        assertThat(answer.contents()).isEmpty();
    }

    private static List<String> keys(List<S3Object> objects) {
        return objects.stream().map(S3Object::key).toList();
    }

    private static List<String> prefixes(List<CommonPrefix> prefixes) {
        return prefixes.stream().map(CommonPrefix::prefix).toList();
    }
}
