-- random program 236
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  sleep(2)
  say("w1 2")
  ev:wait()
  say("w1 4 ev")
  local function f6()
    say("w1.f6 7")
    q:put(8)
    say("w1.f6 9 put 8")
    local function f11()
      say("w1.f6.f11 12")
      do local _ <close> = sm:hold()
        say("w1.f6.f11 14 in")
        say("w1.f6.f11 got " .. q:get())
        if T.w2 then say("w1.f6.f11 cancels w2 " .. yn(T.w2:cancel())) end
        sleep(1)
        say("w1.f6.f11 18")
      end
      ev:wait()
      say("w1.f6.f11 20 ev")
      return "f11"
    end
    local function f21()
      say("w1.f6.f21 22")
      do local ok, e = pcall(timeout, 0, function()
        sleep(2)
        say("w1.f6.f21 25")
      end)
        if is(e, Timeout) then say("w1.f6.f21 23 timeout") elseif not ok then error(e, 0) end end
      error("E26", 0)
    end
    local function f27()
      say("w1.f6.f27 28")
      sleep(2)
      say("w1.f6.f27 30")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      do local _ <close> = lk:hold()
        say("w1.f6.f27 33 in")
        ev:set()
        say("w1.f6.f27 36")
      end
      error("E37", 0)
    end
    do local dn, pn = wait({ spawn("f11", f11), spawn("f21", f21), spawn("f27", f27) }, { return_when = "first_error", timeout = nil })
      say("w1.f6 10 done " .. #dn .. " pending " .. #pn) end
    local function f39()
      say("w1.f6.f39 40")
      do local ok, e = pcall(timeout, 3, function()
        say("w1.f6.f39 got " .. q:get())
        say("w1.f6.f39 count " .. current():cancelling())
      end)
        if is(e, Timeout) then say("w1.f6.f39 41 timeout") elseif not ok then error(e, 0) end end
      ev:clear()
      error("E45", 0)
    end
    do local ok, e = pcall(function() say("w1.f6 38 " .. wait_for(1, spawn("f39", f39))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f6 38 err " .. kind(e)) else error(e, 0) end end end
    return "f6"
  end
  local function f46()
    say("w1.f46 47")
    current():cancel()
    sleep(1)
    say("w1.f46 50")
    local function f52()
      say("w1.f46.f52 53")
      say("w1.f46.f52 55")
      do local _ <close> = lk:hold()
        say("w1.f46.f52 57 in")
        ev:wait()
        say("w1.f46.f52 59 ev")
      end
      do local ok, e = pcall(function()
        sleep(5)
        say("w1.f46.f52 62")
        sleep(2)
        say("w1.f46.f52 64")
        if T.w4 then say("w1.f46.f52 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Cancelled) then say("w1.f46.f52 60 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      return "f52"
    end
    local function f66()
      say("w1.f46.f66 67")
      local function f69()
        say("w1.f46.f66.f69 70")
        if T.w3 then say("w1.f46.f66.f69 cancels w3 " .. yn(T.w3:cancel())) end
        if T.w4 then say("w1.f46.f66.f69 cancels w4 " .. yn(T.w4:cancel())) end
        error("E73", 0)
      end
      local function f74()
        say("w1.f46.f66.f74 75")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        if T.w2 then say("w1.f46.f66.f74 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        q:put(78)
        say("w1.f46.f66.f74 79 put 78")
        return "f74"
      end
      local function f80()
        say("w1.f46.f66.f80 81")
        if not q:full() then q:put_nowait(82) end
        say("w1.f46.f66.f80 84")
        if not q:full() then q:put_nowait(85) end
        error("E86", 0)
      end
      do local dn, pn = wait({ spawn("f69", f69), spawn("f74", f74), spawn("f80", f80) }, { return_when = "all", timeout = nil })
        say("w1.f46.f66 68 done " .. #dn .. " pending " .. #pn) end
      error("E87", 0)
    end
    do local ok, e = pcall(function() say("w1.f46 51 got " .. table.concat({ gather { spawn("f52", f52), spawn("f66", f66) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1.f46 51 err " .. kind(e)) else error(e, 0) end end end
    return "f46"
  end
  do local dn, pn = wait({ spawn("f6", f6), spawn("f46", f46) }, { return_when = "all", timeout = nil })
    say("w1 5 done " .. #dn .. " pending " .. #pn) end
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  say("w1 89 end")
end
local function w2()
  if T.w5 then say("w2 cancels w5 " .. yn(T.w5:cancel())) end
  current():cancel()
  local function f93()
    say("w2.f93 94")
    local function f96()
      say("w2.f93.f96 97")
      say("w2.f93.f96 99")
      say("w2.f93.f96 count " .. current():cancelling())
      ev:clear()
      return "f96"
    end
    local function f102()
      say("w2.f93.f102 103")
      sleep(1)
      say("w2.f93.f102 105")
      if T.w2 then say("w2.f93.f102 cancels w2 " .. yn(T.w2:cancel())) end
      return "f102"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f96", f96), spawn("f102", f102) }, { timeout = nil }) do say("w2.f93 95 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f93 95 err " .. kind(e)) else error(e, 0) end end end
    error("E107", 0)
  end
  local function f108()
    say("w2.f108 109")
    if T.w2 then say("w2.f108 cancels w2 " .. yn(T.w2:cancel())) end
    if T.w2 then say("w2.f108 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f108"
  end
  local function f112()
    say("w2.f112 113")
    say("w2.f112 115")
    q:put(116)
    say("w2.f112 117 put 116")
    error("E118", 0)
  end
  do local ok, e = pcall(function() say("w2 92 got " .. table.concat({ gather { spawn("f93", f93), spawn("f108", f108), spawn("f112", f112) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 92 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w2 120")
  sleep(1)
  say("w2 122")
  say("w2 123 end")
end
local function w3()
  say("w3 count " .. current():cancelling())
  if not q:full() then q:put_nowait(125) end
  sleep(0)
  say("w3 127")
  say("w3 128 end")
end
local function w4()
  say("w4 130")
  do local _ <close> = sm:hold()
    say("w4 132 in")
    say("w4 got " .. q:get())
    sleep(1)
    say("w4 135")
  end
  if T.w3 then say("w4 cancels w3 " .. yn(T.w3:cancel())) end
  q:put(137)
  say("w4 138 put 137")
  say("w4 139 end")
end
local function w5()
  if T.w4 then say("w5 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if not q:full() then q:put_nowait(141) end
  sleep(1)
  say("w5 143")
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w5 144 ok") elseif type(e) == "string" then say("w5 144 err " .. kind(e)) else error(e, 0) end end
  say("w5 145 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(1)
sleep(30)
say('main ends')
