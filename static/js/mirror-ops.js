// @ts-check
// The numbers of co-browsing, with the names that they have in Go: app/cobrowse/{cobrowse,command}.go and app/wire/mirror.go say what each means, and a test compares them.
// Each is a constant by itself, so that the build writes the number in its place.

// Operations of the stream.
export const OpDocument = 1;
export const OpBegin = 2;
export const OpInsert = 3;
export const OpAppend = 4;
export const OpDetach = 5;
export const OpMove = 6;
export const OpRemove = 7;
export const OpText = 8;
export const OpAttr = 9;
export const OpAttrPart = 10;
export const OpAttrGone = 11;
export const OpValue = 12;
export const OpChecked = 13;
export const OpSelected = 14;
export const OpScroll = 15;
export const OpViewport = 16;
export const OpFocus = 17;
export const OpSelection = 18;
export const OpSheet = 19;
export const OpAdopted = 20;
export const OpOpen = 21;
export const OpMedia = 22;
export const OpPicture = 23;
export const OpPage = 24;
export const OpCheck = 25;
export const OpComplete = 26;
export const OpPointer = 27;
export const OpHover = 28;
export const OpLost = 29;

// Nodes of a tree.
export const NodeEnd = 0;
export const NodeText = 1;
export const NodeElement = 2;
export const NodeLeaf = 3;
export const NodeSVG = 4;
export const NodeSVGLeaf = 5;
export const NodeMath = 6;
export const NodeShadow = 7;
export const NodeDoctype = 8;
export const NodeExisting = 9;
export const NodeMasked = 10;

// Messages.
export const MirrorOps = 1;
export const MirrorMoment = 2;
export const MirrorResource = 3;
export const MirrorAnswer = 4;
export const MirrorPage = 5;
export const MirrorLeft = 6;
export const MirrorAck = 32;
export const MirrorResync = 33;
export const MirrorWant = 34;
export const MirrorPoint = 35;
export const MirrorCommand = 36;
export const MirrorGo = 37;
export const MirrorPause = 38;
export const MirrorState = 64;
export const MirrorFresh = 65;

// Levels of what the visitor grants.
export const LevelNone = 0;
export const LevelView = 1;
export const LevelPoint = 2;
export const LevelControl = 3;

// Where a mirror stands.
export const MirrorAsking = 1;
export const MirrorRefused = 2;
export const MirrorUnanswered = 3;
export const MirrorLive = 4;
export const MirrorHidden = 5;
export const MirrorGone = 6;
export const MirrorEnded = 7;
export const MirrorNone = 8;

// Commands.
export const CommandPointer = 1;
export const CommandNoPointer = 2;
export const CommandHighlight = 3;
export const CommandStroke = 4;
export const CommandErase = 5;
export const CommandPress = 16;
export const CommandRelease = 17;
export const CommandMove = 18;
export const CommandText = 19;
export const CommandKey = 20;
export const CommandScroll = 21;
export const CommandValue = 22;
export const CommandSelect = 23;
export const CommandBack = 24;
export const CommandForward = 25;
export const CommandReload = 26;
export const CommandOpen = 27;
export const CommandFocus = 28;

// Keys that are held.
export const KeyShift = 1;
export const KeyControl = 2;
export const KeyAlt = 4;
export const KeyMeta = 8;

// Outcomes of a command.
export const Done = 1;
export const NodeGone = 2;
export const FieldMasked = 3;
export const Secret = 4;
export const FileField = 5;
export const OtherFrame = 6;
export const VisitorActs = 7;
export const NotGranted = 8;
export const OtherSite = 9;
export const Impossible = 10;
export const Malformed = 11;
export const TooSlow = 12;

// Bounds.
export const MaxNodes = 400000;
export const MaxDocuments = 64;
export const MaxDepth = 2000;
export const MaxWords = 60000;
export const MaxWord = 160;
export const MaxText = 65536;
export const MaxMessage = 262144;
export const MaxResource = 4194304;
export const HashSize = 16;
