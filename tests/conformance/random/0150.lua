-- random program 150
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  if T.w4 then say("w1 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  ev:wait()
  say("w1 3 ev")
  q:put(4)
  say("w1 5 put 4")
  say("w1 6 end")
end
local function w2()
  sleep(1)
  say("w2 8")
  do local _ <close> = lk:hold()
    say("w2 10 in")
    do local ok, e = pcall(function()
      ev:clear()
    end)
      if is(e, Cancelled) then say("w2 11 cancelled swallow")
      elseif not ok then error(e, 0) end end
    ev:clear()
  end
  local function f15()
    say("w2.f15 16")
    if T.w4 then say("w2.f15 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f15"
  end
  local function f18()
    say("w2.f18 19")
    sleep(0)
    say("w2.f18 21")
    return "f18"
  end
  do local ok, e = pcall(function() say("w2 14 got " .. table.concat({ gather { spawn("f15", f15), spawn("f18", f18) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 14 err " .. kind(e)) else error(e, 0) end end end
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 22 ok") elseif type(e) == "string" then say("w2 22 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w2 24 end")
end
local function w3()
  local function f26()
    say("w3.f26 27")
    local function f29()
      say("w3.f26.f29 30")
      do local ok, e = pcall(function()
        say("w3.f26.f29 33")
      end)
        if is(e, Cancelled) then say("w3.f26.f29 31 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      if T.w4 then say("w3.f26.f29 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      if not q:full() then q:put_nowait(35) end
      return "f29"
    end
    do local dn, pn = wait({ spawn("f29", f29) }, { return_when = "first", timeout = nil })
      say("w3.f26 28 done " .. #dn .. " pending " .. #pn) end
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    local function f38()
      say("w3.f26.f38 39")
      ev:clear()
      sleep(0)
      say("w3.f26.f38 42")
      return "f38"
    end
    local function f43()
      say("w3.f26.f43 44")
      q:put(45)
      say("w3.f26.f43 46 put 45")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      do local _ <close> = cd:hold()
        cd:wait()
        say("w3.f26.f43 49 woken")
      end
      error("E50", 0)
    end
    local function f51()
      say("w3.f26.f51 52")
      do local _ <close> = sm:hold()
        say("w3.f26.f51 54 in")
        if not q:empty() then say("w3.f26.f51 took " .. q:get_nowait()) end
      end
      ev:wait()
      say("w3.f26.f51 57 ev")
      return "f51"
    end
    for _, x in ipairs(gather({ spawn("f38", f38), spawn("f43", f43), spawn("f51", f51) }, { return_errors = true })) do
      say("w3.f26 37 " .. (x.ok and x.value or kind(x.error)))
    end
    error("E58", 0)
  end
  local function f59()
    say("w3.f59 60")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    return "f59"
  end
  local function f62()
    say("w3.f62 63")
    do local ok, e = pcall(timeout, 2, function()
      local function f66()
        say("w3.f62.f66 67")
        sleep(1)
        say("w3.f62.f66 69")
        say("w3.f62.f66 71")
        sleep(2)
        say("w3.f62.f66 73")
        error("E74", 0)
      end
      local function f75()
        say("w3.f62.f75 76")
        q:put(77)
        say("w3.f62.f75 78 put 77")
        ev:wait()
        say("w3.f62.f75 80 ev")
        error("E81", 0)
      end
      local function f82()
        say("w3.f62.f82 83")
        say("w3.f62.f82 85")
        say("w3.f62.f82 got " .. q:get())
        return "f82"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f66", f66), spawn("f75", f75), spawn("f82", f82) }, { timeout = nil }) do say("w3.f62 65 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f62 65 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Timeout) then say("w3.f62 64 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w3.f62 87 ok") elseif type(e) == "string" then say("w3.f62 87 err " .. kind(e)) else error(e, 0) end end
    return "f62"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f26", f26)
    tg:spawn("f59", f59)
    tg:spawn("f62", f62)
  end)
    if is(e, ErrorGroup) then say("w3 25 " .. kind(e)) elseif not ok then error(e, 0) end end
  ev:set()
  if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  if T.w5 then say("w3 cancels w5 " .. yn(T.w5:cancel())) end
  ev:set()
  say("w3 92 end")
end
local function w4()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w4 got " .. q:get())
  do local _ <close> = sm:hold()
    say("w4 96 in")
    if not q:full() then q:put_nowait(97) end
    say("w4 got " .. q:get())
  end
  say("w4 99 end")
end
local function w5()
  q:put(100)
  say("w5 101 put 100")
  say("w5 103")
  say("w5 104 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(1)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:full() then q:put_nowait(0) end
sleep(5)
say('main ends')
