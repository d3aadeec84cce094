# Đăng nhập qua nhà cung cấp định danh, yếu tố xác thực thứ hai

problem-sign-in-away = Hệ thống định danh hiện không kết nối được. Nội dung đã khai vẫn được giữ nguyên; hãy thử lại sau ít phút. Tra cứu, xem thủ tục và gửi phản ánh không cần đăng nhập.
problem-sign-in-slow = Hệ thống định danh trả lời quá chậm. Nội dung đã khai vẫn được giữ nguyên; hãy thử lại sau ít phút, hoặc đến bộ phận một cửa để được hỗ trợ.
problem-sign-in-refused = Hệ thống định danh không xác nhận lần đăng nhập này. Nếu bạn đã bấm hủy, hãy đăng nhập lại khi sẵn sàng.
problem-sign-in-forged = Lần đăng nhập này không hợp lệ nên không được chấp nhận. Hãy đăng nhập lại từ trang này.
problem-sign-in-again = Lần đăng nhập này đã quá thời gian hoặc đã dùng rồi. Hãy đăng nhập lại.
problem-sign-in-level = Thủ tục này cần tài khoản định danh mức độ 2. Hãy nâng mức tài khoản tại cơ quan công an, hoặc nộp hồ sơ tại bộ phận một cửa.

problem-second-half = Hãy chọn cả vai trò và ngày bắt đầu áp dụng, hoặc bỏ trống cả hai.
problem-second-grace = Thời gian để thiết lập từ 0 đến 90 ngày.

problem-passkey-again = Đã quá thời gian xác nhận. Hãy làm lại.
problem-passkey-unverified = Thiết bị chưa xác nhận đúng người (vân tay, khuôn mặt hoặc mã PIN). Hãy bật khóa màn hình của thiết bị rồi thử lại.
problem-passkey-copied = Khóa này có dấu hiệu bị sao chép nên không dùng được. Hãy báo quản trị đơn vị và đăng nhập bằng mã xác thực.
problem-passkey-enough = Khóa này đã được đăng ký, hoặc bạn đã có đủ 10 khóa.
problem-passkey-wrong = Khóa này không mở được tài khoản. Hãy thử khóa khác hoặc dùng mã xác thực.
