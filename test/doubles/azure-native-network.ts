import { cidr, listOf, matching, objectOf, oneOf, wholeNumber, yesOrNo } from "./property-rules";
import { common, groupName, idOf, nameOf, resourceId, zones } from "./azure-native-values";
import type { Inputs, TypeRules } from "./rules";

const named = nameOf(1, 80, "-_.");
const networkPath = (inputs: Inputs) => `Microsoft.Network/virtualNetworks/${inputs["virtualNetworkName"]}`;

/** Networks and their ways out. */
export const azureNetworkTypes: Readonly<Record<string, TypeRules>> = {
    "azure-native:network:VirtualNetwork": {
        required: ["resourceGroupName"],
        properties: {
            ...common,
            virtualNetworkName: nameOf(2, 64, "-_."),
            // The package itself gives these two.
            enableDdosProtection: yesOrNo,
            enableVmProtection: yesOrNo,
            addressSpace: objectOf({ addressPrefixes: listOf(cidr, 1) }, ["addressPrefixes"]),
        },
        replaces: ["resourceGroupName", "virtualNetworkName", "location"],
        physicalName: "virtualNetworkName",
        outputs: ({ virtualNetworkName }) => ({ name: virtualNetworkName, provisioningState: "Succeeded" }),
        id: (inputs) => resourceId(inputs, networkPath(inputs)),
    },
    "azure-native:network:Subnet": {
        required: ["resourceGroupName", "virtualNetworkName"],
        properties: {
            resourceGroupName: groupName,
            virtualNetworkName: nameOf(2, 64, "-_."),
            subnetName: named,
            addressPrefix: cidr,
            defaultOutboundAccess: yesOrNo,
            // The package itself gives these two.
            privateEndpointNetworkPolicies: oneOf("Enabled", "Disabled"),
            privateLinkServiceNetworkPolicies: oneOf("Enabled", "Disabled"),
            natGateway: objectOf({ id: idOf("Microsoft.Network/natGateways") }, ["id"]),
            serviceEndpoints: listOf(
                objectOf({ service: matching(/^Microsoft\.[A-Za-z.]+$/, "a service") }, ["service"]),
            ),
            delegations: listOf(
                objectOf({ name: named, serviceName: oneOf("Microsoft.ContainerService/managedClusters") }, [
                    "name",
                    "serviceName",
                ]),
            ),
        },
        replaces: ["resourceGroupName", "virtualNetworkName", "subnetName"],
        physicalName: "subnetName",
        outputs: ({ subnetName }) => ({ name: subnetName, provisioningState: "Succeeded" }),
        // Nodes hold it: https://github.com/hashicorp/terraform-provider-azurerm/issues/11211
        updateProblems: (olds, { addressPrefix, subnetName }) =>
            olds["addressPrefix"] === addressPrefix
                ? []
                : [
                      `InUsePrefixCannotBeDeleted: IpPrefix ${olds["addressPrefix"]} on Subnet ${subnetName} has active allocations and cannot be deleted.`,
                  ],
        id: (inputs) => resourceId(inputs, `${networkPath(inputs)}/subnets/${inputs["subnetName"]}`),
    },
    "azure-native:network:PublicIPAddress": {
        required: ["resourceGroupName"],
        properties: {
            ...common,
            publicIpAddressName: named,
            sku: objectOf({ name: oneOf("Basic", "Standard") }),
            publicIPAllocationMethod: oneOf("Static", "Dynamic"),
            zones,
        },
        replaces: ["resourceGroupName", "publicIpAddressName", "location", "zones", "sku"],
        physicalName: "publicIpAddressName",
        outputs: ({ publicIpAddressName }, { serial }) => ({
            name: publicIpAddressName,
            ipAddress: `203.0.113.${(parseInt(serial.slice(0, 2), 16) % 254) + 1}`,
        }),
        id: (inputs) => resourceId(inputs, `Microsoft.Network/publicIPAddresses/${inputs["publicIpAddressName"]}`),
        problems: ({ sku, publicIPAllocationMethod }) =>
            sku?.name === "Standard" && publicIPAllocationMethod !== "Static"
                ? ["a Standard address must have publicIPAllocationMethod Static"]
                : [],
    },
    "azure-native:network:NatGateway": {
        required: ["resourceGroupName"],
        properties: {
            ...common,
            natGatewayName: named,
            sku: objectOf({ name: oneOf("Standard") }),
            publicIpAddresses: listOf(objectOf({ id: idOf("Microsoft.Network/publicIPAddresses") }, ["id"]), 1, 16),
            idleTimeoutInMinutes: wholeNumber(4, 120),
            zones,
        },
        replaces: ["resourceGroupName", "natGatewayName", "location", "zones"],
        physicalName: "natGatewayName",
        outputs: ({ natGatewayName }) => ({ name: natGatewayName, provisioningState: "Succeeded" }),
        id: (inputs) => resourceId(inputs, `Microsoft.Network/natGateways/${inputs["natGatewayName"]}`),
        // https://learn.microsoft.com/azure/nat-gateway/nat-availability-zones
        problems: ({ zones: of }) => ((of ?? []).length > 1 ? ["a NAT gateway is in one zone at most"] : []),
    },
};
