import type { Service } from "../operation.ts";
import { restXmlProtocol } from "../wire/rest-xml.ts";
import { getBucketAcl, getBucketOwnershipControls, headBucket } from "./bucket-acl.ts";
import { listBuckets } from "./list-buckets.ts";
import { listObjectsV2, listObjectVersions } from "./list-objects.ts";

const operations = [
  getBucketAcl,
  getBucketOwnershipControls,
  headBucket,
  listBuckets,
  listObjectsV2,
  listObjectVersions,
];

/** The Simple Storage Service, as far as it tells who owns what. */
export const s3: Service = {
  name: "s3",
  version: "2006-03-01",
  protocol: restXmlProtocol({
    schemas: operations.map(({ schema }) => schema),
    xmlNamespace: "http://s3.amazonaws.com/doc/2006-03-01/",
  }),
  operations,
};
