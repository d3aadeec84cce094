# Numbers that people type: what is wrong with one.

problem-personal-number-length = Số định danh cá nhân phải có đúng 12 chữ số.
problem-personal-number-place = Ba chữ số đầu của số định danh không phải là mã nơi đăng ký khai sinh.
problem-personal-number-year = Năm sinh trong số định danh không hợp lệ: hãy kiểm tra chữ số thứ tư đến thứ sáu.
problem-tax-code-shape = Mã số thuế gồm 10 hoặc 12 chữ số, hoặc 10 chữ số kèm 3 chữ số của đơn vị phụ thuộc.
problem-tax-code-check = Mã số thuế không đúng: chữ số thứ mười không khớp với chín chữ số trước.
problem-phone-shape = Số điện thoại không đúng: hãy nhập số Việt Nam, ví dụ 0900 000 000.
problem-email = Địa chỉ thư điện tử chưa đúng. Ví dụ: ten@example.vn
