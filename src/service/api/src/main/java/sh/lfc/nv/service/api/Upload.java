package sh.lfc.nv.service.api;

import sh.lfc.nv.service.api.Storage.Presigned;

/** Takes files in: small ones through the function, all others by a presigned URL. */
final class Upload {

    private final Storage storage;
    private final long mostBytes;

    /** @param mostBytes of a file that comes through the function */
    Upload(Storage storage, long mostBytes) {
        this.storage = storage;
        this.mostBytes = mostBytes;
    }

    Response answer(Request request, String name) {
        FileNames.forUpload(name);
        if (request.body().length > mostBytes) {
            throw new ApiException(
                    413,
                    "FileTooLarge",
                    "Files of more than " + mostBytes + " bytes are uploaded to the URL that GET /api/upload_presigned/"
                            + Urls.encode(name) + " gives");
        }
        storage.put(name, MediaType.of(request.header("content-type"), name), request.body());
        return Response.json(200, "File uploaded");
    }

    Response presigned(String name) {
        Presigned presigned = storage.presignUpload(FileNames.forUpload(name));
        return PresignedBody.response(200, presigned);
    }
}
