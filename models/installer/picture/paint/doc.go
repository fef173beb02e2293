// Package paint draws what packages bring as drawings instead of pictures: areas and lines of straight and bent pieces, filled with
// a color or a gradient, with smooth edges. canvas.go is what is drawn on, path.go what is drawn, stroke.go makes an area of a line,
// gradient.go are colors that change. A canvas draws only so much and then nothing more, whatever it is asked.
package paint
