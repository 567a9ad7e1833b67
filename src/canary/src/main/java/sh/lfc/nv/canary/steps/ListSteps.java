package sh.lfc.nv.canary.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sh.lfc.nv.canary.client.FileServiceClient.ListedFile;

/** What the list says. */
public final class ListSteps {
    private final Scene scene;
    private final List<ListedFile> read = new ArrayList<>();

    public ListSteps(Scene scene) {
        this.scene = scene;
    }

    @Given("the client has read the list")
    @When("the client asks for the list")
    public void list() {
        scene.answer(scene.client().list());
    }

    @When("the client asks for the front page")
    public void frontPage() {
        scene.answer(scene.client().send("GET", "/"));
    }

    @When("the client reads the list in pages of {int}")
    public void readInPages(int size) {
        read.addAll(scene.client().listAll(size));
    }

    @Then("the list is answered")
    public void answered() {
        assertThat(scene.answer().status()).as(scene.answer().text()).isEqualTo(200);
        assertThat(scene.answer().json().path("files").isArray()).isTrue();
    }

    @Given("{string} is in the list")
    @Then("{string} is soon in the list")
    public void soonInList(String name) {
        Eventually.see(name + " in the list", Eventually.SOON, () -> scene.listed(name), files -> files.size() == 1);
    }

    @Then("a file called {string} is soon in the list")
    public void calledSoonInList(String name) {
        soonInList(name);
    }

    @Given("all of them are in the list")
    @Then("all of the files are soon in the list")
    public void allInList() {
        Eventually.see(
                scene.keys().size() + " files in the list",
                Eventually.SOON,
                () -> scene.listed().stream().map(ListedFile::key).toList(),
                keys -> keys.containsAll(scene.keys()));
    }

    @Then("{string} is soon in the list once, with size {long}")
    public void soonInListOnce(String name, long size) {
        Eventually.see(
                name + " in the list with size " + size,
                Eventually.SOON,
                () -> scene.listed(name),
                files -> files.size() == 1 && files.get(0).size() == size);
    }

    @Then("{string} is in the list once, with size {long}")
    public void inListOnce(String name, long size) {
        assertThat(scene.listed(name)).extracting(ListedFile::size).containsExactly(size);
    }

    @Then("{string} is soon gone from the list")
    public void soonGone(String name) {
        Eventually.see("a list without " + name, Eventually.SOON, () -> scene.listed(name), List::isEmpty);
    }

    @Then("it sees each of the files once")
    public void eachOnce() {
        var keys = scene.keys();
        assertThat(read)
                .extracting(ListedFile::key)
                .filteredOn(keys::contains)
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Then("the list gives for {string} the name, the size {long}, the bucket, when it was added and where to get it")
    public void facts(String name, long size) {
        var file = scene.listed(name).get(0);
        assertThat(file.filename()).isEqualTo(scene.key(name));
        assertThat(file.prefix_path()).isEmpty();
        assertThat(file.size()).isEqualTo(size);
        assertThat(file.s3_bucket()).isEqualTo(scene.system().named("storage"));
        assertThat(Instant.parse(file.date_added()))
                .isBetween(
                        scene.system().now().minus(Duration.ofMinutes(10)),
                        scene.system().now().plus(Duration.ofMinutes(1)));
        assertThat(file.url()).startsWith("https://").endsWith(scene.key(name));
    }
}
