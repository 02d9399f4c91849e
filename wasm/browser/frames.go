package browser

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// FrameValue is what a script said in a frame.
type FrameValue[T any] struct {
	ID     string
	Parent string // ID of the frame around it; "" for the page itself
	URL    string
	Value  T
}

// Frames are a page and its frames, of whatever origin. They are found once, and again when Find says so.
type Frames struct {
	p     *Page
	owner string
	list  []world
}

// world is one that only we know, in a frame: what scripts of the page have changed is as it was there.
type world struct {
	ctx        context.Context // of the target that the frame is in
	id, parent cdp.FrameID
	url        string
	context    runtime.ExecutionContextID
}

// Frames are those of the page, none of them found yet. owner is the name of a property: in our worlds each iframe element has the id of its frame as that.
func (p *Page) Frames(owner string) *Frames { return &Frames{p: p, owner: owner} }

// EvalInFrames is the value of an expression in each of the frames that were found, a frame before those in it. It is not ok if one of them has gone.
func EvalInFrames[T any](f *Frames, expression string) (list []FrameValue[T], ok bool) {
	for _, w := range f.list {
		v := FrameValue[T]{ID: string(w.id), Parent: string(w.parent), URL: w.url}
		if w.eval(expression, &v.Value) != nil {
			return nil, false
		}
		list = append(list, v)
	}
	return list, len(list) > 0
}

// URLs are the addresses of the frames that were found.
func (f *Frames) URLs() (list []string) {
	for _, w := range f.list {
		list = append(list, w.url)
	}
	return list
}

// Find finds the frames. They come and go: an error means that one has gone meanwhile.
func (f *Frames) Find() error {
	f.list = nil
	err := f.find()
	if err != nil {
		f.list = nil
	}
	return err
}

func (f *Frames) find() error {
	targets, err := chromedp.Targets(f.p.ctx)
	if err != nil {
		return err
	}
	if err := f.walk(f.p.ctx); err != nil {
		return err
	}
	for i := 0; i < len(f.list); i++ { // a frame in another process is a target by itself
		for _, t := range targets {
			if t.Type != "iframe" || t.ParentFrameID != f.list[i].id {
				continue
			}
			inner, err := f.p.inside(t.TargetID)
			if err != nil {
				return err
			}
			if err := f.mark(f.list[i], cdp.FrameID(t.TargetID)); err != nil {
				return err
			}
			from := len(f.list)
			if err := f.walk(inner); err != nil {
				return err
			}
			f.list[from].parent = f.list[i].id
		}
	}
	return nil
}

// walk adds the frames of a target.
func (f *Frames) walk(ctx context.Context) error {
	tree, err := call(ctx, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		return err
	}
	return f.add(ctx, tree.FrameTree, nil)
}

func (f *Frames) add(ctx context.Context, tree *page.FrameTree, around *world) error {
	made, err := call(ctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: tree.Frame.ID, WorldName: "test"})
	if err != nil {
		return err
	}
	w := world{ctx: ctx, id: tree.Frame.ID, url: tree.Frame.URL, context: made.ExecutionContextID}
	if around != nil {
		w.parent = around.id
		if err := f.mark(*around, w.id); err != nil {
			return err
		}
	}
	f.list = append(f.list, w)
	for _, child := range tree.ChildFrames {
		if err := f.add(ctx, child, &w); err != nil {
			return err
		}
	}
	return nil
}

// mark notes at the element of a frame which frame it has.
func (f *Frames) mark(around world, id cdp.FrameID) error {
	owner, err := call(around.ctx, dom.GetFrameOwner, dom.GetFrameOwnerParams{FrameID: id})
	if err != nil {
		return err
	}
	node, err := call(around.ctx, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: owner.BackendNodeID, ExecutionContextID: around.context})
	if err != nil {
		return err
	}
	_, err = call(around.ctx, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		ObjectID: node.Object.ObjectID, FunctionDeclaration: fmt.Sprintf("function () { this[%s] = %s }", quote(f.owner), quote(string(id))),
	})
	return err
}

func (w world) eval(expression string, into any) error {
	yes := true
	answer, err := call(w.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: expression, ContextID: w.context, ReturnByValue: &yes, AwaitPromise: &yes})
	if err != nil {
		return err
	}
	if e := answer.ExceptionDetails; e != nil {
		return fmt.Errorf("%s %s", e.Text, e.Exception.Description)
	}
	return json.Unmarshal(answer.Result.Value, into)
}

// call is a command of the protocol's, on which nobody waits for ever.
func call[P, R any](ctx context.Context, command cdp.Command[P, R], params P) (R, error) {
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	return chromedp.Call(ctx, command, params)
}

// inside is a target of the page's, such as a frame in another process.
func (p *Page) inside(id target.ID) (context.Context, error) {
	inner, ok := p.targets[id]
	if !ok {
		var done context.CancelFunc
		inner, done = chromedp.NewContext(p.ctx, chromedp.WithTargetID(id))
		_ = done // ends with the page: to end it would close the frame's target, and the page with it
		if err := chromedp.Do(inner); err != nil {
			return nil, err
		}
		p.targets[id] = inner
	}
	return inner, nil
}
