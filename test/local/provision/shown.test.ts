import {
  DeleteTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import type { Resource, ResourceGraph } from "@crisscross/local/graph/graph";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readGraph } from "../../support/graph.ts";
import { queue, table, topic } from "../fixtures/graph.ts";
import { openSession, type Session } from "../fixtures/session.ts";
import { closeClients, shownKinds } from "./shown-kinds.ts";

const tags = { team: "measurement" };
const guarded = table("guarded");
/** What the graph has none of. */
const further = [
  { ...queue("tagged"), inputs: { ...queue("tagged").inputs, tags } },
  { ...topic("tagged"), inputs: { ...topic("tagged").inputs, tags, displayName: "Tagged" } },
  { ...guarded, inputs: { ...guarded.inputs, tags, deletionProtectionEnabled: true } },
];

const graph: ResourceGraph = await readGraph();
const resources = graph.resources.filter(({ type }) => type in shownKinds);

/** What has to be found in the answer, of each input that is declared. */
function expected({ type, inputs }: Resource): object {
  const kind = shownKinds[type];
  const parts = Object.entries(inputs).map(([name, value]) => {
    const show = kind?.inputs[name];
    if (show === "same") return { [name.charAt(0).toUpperCase() + name.slice(1)]: value };
    if (show !== undefined) return show(value as never, inputs);
    if (kind?.hidden?.includes(name)) return {};
    throw new Error(`${type} declares ${name}, and it is not known where AWS shows it`);
  });
  return Object.assign({}, ...parts);
}

let session: Session;
beforeAll(async () => {
  session = await openSession({ graph: { ...graph, resources: [...resources, ...further] } });
});
afterAll(() => {
  closeClients();
  return session.cloud.stop();
});

describe("what is deployed is what is shown", () => {
  it.each(Object.entries(shownKinds))("%s", async (type, { describe: ask }) => {
    const all = [...resources, ...further].filter((one) => one.type === type);
    expect(all.length).toBeGreaterThan(0);
    for (const resource of all) {
      const answer = await ask(session.cloud, resource);
      expect(answer, `${resource.name} (${resource.region})`).toMatchObject(expected(resource));
    }
  });

  it("and a table that is protected against deletion is not deleted", async () => {
    const { endpoint, credentials } = session.cloud;
    const dynamodb = new DynamoDBClient({ endpoint, credentials, region: guarded.region });
    const name = { TableName: guarded.id };
    await expect(dynamodb.send(new DeleteTableCommand(name))).rejects.toThrow(/protected against deletion/);
    const unguard = new UpdateTableCommand({ ...name, DeletionProtectionEnabled: false });
    await expect(dynamodb.send(unguard)).rejects.toThrow(/change stacks\/ and start it again/);
    const other = new DescribeTimeToLiveCommand({ TableName: "none" });
    await expect(dynamodb.send(other)).rejects.toThrow(/not found/);
    dynamodb.destroy();
  });
});
