package sh.lfc.nv.canary.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Files in and out through the API, and through the addresses that it gives. */
public final class TransferSteps {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String BYTES = "application/octet-stream";

    private final Scene scene;
    private String address;

    public TransferSteps(Scene scene) {
        this.scene = scene;
    }

    @Given("the client has uploaded {string} with the text {string}")
    public void hasUploadedText(String name, String text) {
        uploadText(name, text);
        arrived(name);
    }

    @Given("the client has uploaded {string} with {int} random bytes")
    public void hasUploadedBytes(String name, int count) {
        uploadBytes(name, count);
        arrived(name);
    }

    @Given("the client has uploaded {string} of type {string} with the text {string}")
    public void hasUploadedTyped(String name, String type, String text) {
        upload(name, type, text.getBytes(StandardCharsets.UTF_8));
        arrived(name);
    }

    /** An upload is accepted by the storage at once; the service knows of it when its event has passed through. */
    private void arrived(String name) {
        assertThat(scene.answer().status()).as(scene.answer().text()).isEqualTo(200);
        var accepted = scene.answer();
        Eventually.see(
                name + " is known to the service",
                Eventually.SOON,
                () -> scene.client().downloadAddress(scene.key(name)).status(),
                status -> status == 200);
        scene.answer(accepted);
    }

    @Given("the client has uploaded a file called {string}")
    public void hasUploadedCalled(String name) {
        hasUploadedText(name, "the content of " + name);
    }

    @Given("the client has uploaded {int} files")
    public void hasUploaded(int count) {
        scene.names(count).forEach(name -> hasUploadedText(name, name));
    }

    @When("the client uploads {string} with the text {string}")
    public void uploadText(String name, String text) {
        upload(name, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    @When("the client uploads {string} with {int} random bytes")
    public void uploadBytes(String name, int count) {
        upload(name, BYTES, Scene.randomBytes(count));
    }

    @When("the client uploads to the path {string}")
    public void uploadToPath(String path) {
        scene.answer(scene.client().put(path, TEXT, "content".getBytes(StandardCharsets.UTF_8)));
    }

    @When("the client sends {string} to {string}")
    public void send(String method, String path) {
        scene.answer(scene.client().send(method, path));
    }

    @When("the client downloads {string}")
    public void download(String name) {
        scene.answer(scene.client().download(scene.key(name)));
        scene.mention(name);
    }

    @When("the client downloads {string} and follows where it is sent")
    public void downloadAndFollow(String name) {
        download(name);
        assertThat(scene.answer().status()).isIn(302, 303, 307);
        var location = scene.answer().header("Location").orElseThrow();
        scene.answer(scene.client().follow("GET", location, Optional.empty()));
    }

    @When("the client downloads the file named {string} wherever it lies")
    public void downloadByName(String name) {
        download(name);
    }

    @Given("the client has an address to upload {string}")
    public void hasAddressToUpload(String name) {
        scene.answer(scene.client().uploadAddress(scene.key(name)));
        assertThat(scene.answer().status()).as(scene.answer().text()).isEqualTo(200);
        address = scene.answer().json("url").orElseThrow();
        scene.mention(name);
    }

    @When("it sends {int} random bytes to the address")
    public void sendToAddress(int count) {
        var content = Scene.randomBytes(count);
        scene.remember(scene.last(), content);
        scene.answer(scene.client().follow("PUT", address, Optional.of(content)));
        assertThat(scene.answer().status()).as(scene.answer().text()).isEqualTo(200);
    }

    @When("somebody changes the address to that of another file")
    public void changeAddress() {
        var changed = address.replace(scene.key(scene.last()), scene.key("other-" + scene.last()));
        assertThat(changed).isNotEqualTo(address);
        scene.answer(scene.client().follow("PUT", changed, Optional.of(new byte[] {1})));
    }

    @Then("the storage refuses it")
    public void storageRefuses() {
        assertThat(scene.answer().status()).isEqualTo(403);
        assertThat(scene.answer().text()).contains("SignatureDoesNotMatch");
    }

    @Then("the client can download {string} with an address, and the same bytes come back")
    public void downloadWithAddress(String name) {
        var answer = scene.client().downloadAddress(scene.key(name));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        scene.answer(scene.client().follow("GET", answer.json("url").orElseThrow(), Optional.empty()));
        scene.mention(name);
        sameBytes();
    }

    @Then("the client can download the file called {string}")
    public void canDownload(String name) {
        download(name);
        sameBytes();
    }

    @Then("the client can download {string} with the text {string}")
    public void canDownloadText(String name, String text) {
        download(name);
        text(text);
    }

    @Then("the text {string} comes back")
    public void text(String text) {
        assertThat(scene.answer().status()).as(scene.answer().text()).isEqualTo(200);
        assertThat(new String(scene.answer().body(), StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @Then("the same bytes come back")
    public void sameBytes() {
        assertThat(scene.answer().status()).isEqualTo(200);
        assertThat(scene.answer().body()).isEqualTo(scene.content(scene.last()));
    }

    @Then("the download is of type {string}")
    public void type(String type) {
        assertThat(scene.answer().contentType()).startsWith(type);
    }

    @Then("the answer is {string}")
    public void answers(String text) {
        assertThat(scene.answer().status()).isEqualTo(200);
        assertThat(scene.answer().text()).contains(text);
    }

    @Then("there is no such file")
    public void notFound() {
        error(404);
    }

    @Then("the name is ambiguous")
    public void ambiguous() {
        error(409);
    }

    @Then("the upload is refused because the name is bad")
    public void badName() {
        error(400);
    }

    @Then("the upload is refused because the file is too large")
    public void tooLarge() {
        error(413);
    }

    @Then("the refusal names the way for large files")
    public void namesTheWay() {
        assertThat(scene.answer().text()).contains("/api/upload_presigned/");
    }

    @Then("the method is refused")
    public void methodRefused() {
        error(405);
    }

    private void error(int status) {
        assertThat(scene.answer().status()).as(scene.answer().text()).isEqualTo(status);
        assertThat(scene.answer().contentType()).startsWith("application/json");
        assertThat(scene.answer().json("error", "code").orElse("")).isNotBlank();
        assertThat(scene.answer().json("error", "message").orElse("")).isNotBlank();
    }

    private void upload(String name, String type, byte[] content) {
        scene.remember(name, content);
        scene.answer(scene.client().upload(scene.key(name), type, content));
    }
}
