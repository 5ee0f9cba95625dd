-- random program 61
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  say("w1 2")
  do local _ <close> = lk:hold()
    say("w1 4 in")
    say("w1 6")
    local function f8()
      say("w1.f8 9")
      sleep(2)
      say("w1.f8 11")
      do local ok, e = pcall(function()
        q:put(13)
        say("w1.f8 14 put 13")
      end)
        if is(e, Cancelled) then say("w1.f8 12 cancelled cleanup")
          sleep(0)
          say("w1.f8 12 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      return "f8"
    end
    local function f15()
      say("w1.f15 16")
      sleep(1)
      say("w1.f15 18")
      do local _ <close> = lk:hold()
        say("w1.f15 20 in")
        if not q:empty() then say("w1.f15 took " .. q:get_nowait()) end
      end
      ev:wait()
      say("w1.f15 23 ev")
      error("E24", 0)
    end
    do local ok, e = pcall(function() say("w1 7 got " .. table.concat({ gather { spawn("f8", f8), spawn("f15", f15) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1 7 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(timeout, 1, function()
      do local _ <close> = lk:hold()
        say("w1 27 in")
        q:put(28)
        say("w1 29 put 28")
        if T.w3 then say("w1 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end
      local function f32()
        say("w1.f32 33")
        if T.w3 then say("w1.f32 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f32"
      end
      local function f35()
        say("w1.f35 36")
        sleep(1)
        say("w1.f35 38")
        error("E39", 0)
      end
      local function f40()
        say("w1.f40 41")
        if T.w1 then say("w1.f40 cancels w1 " .. yn(T.w1:cancel())) end
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        error("E44", 0)
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f32", f32), spawn("f35", f35), spawn("f40", f40) }, { timeout = nil }) do say("w1 31 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 31 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Timeout) then say("w1 25 timeout") elseif not ok then error(e, 0) end end
  end
  do local ok, e = pcall(timeout, 1, function()
    do local ok, e = pcall(function()
      sleep(2)
      say("w1 48")
      if not q:empty() then say("w1 took " .. q:get_nowait()) end
      ev:set()
    end)
      if is(e, Cancelled) then say("w1 46 cancelled cleanup")
        sleep(2)
        say("w1 46 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w1 45 timeout") elseif not ok then error(e, 0) end end
  say("w1 size " .. q:size())
  say("w1 52 end")
end
local function w2()
  sleep(3)
  say("w2 54")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  do local ok, e = pcall(timeout, 1, function()
    sleep(2)
    say("w2 58")
  end)
    if is(e, Timeout) then say("w2 56 timeout") elseif not ok then error(e, 0) end end
  if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
  say("w2 60 end")
end
local function w3()
  local function f62()
    say("w3.f62 63")
    say("w3.f62 65")
    do local _ <close> = sm:hold()
      say("w3.f62 67 in")
      if not q:empty() then say("w3.f62 took " .. q:get_nowait()) end
      say("w3.f62 got " .. q:get())
      sleep(5)
      say("w3.f62 71")
    end
    return "f62"
  end
  local function f72()
    say("w3.f72 73")
    sleep(0)
    say("w3.f72 75")
    sleep(1)
    say("w3.f72 77")
    error("E78", 0)
  end
  local function f79()
    say("w3.f79 80")
    if not q:full() then q:put_nowait(81) end
    error("E82", 0)
  end
  do local ok, e = pcall(function() say("w3 61 got " .. table.concat({ gather { spawn("f62", f62), spawn("f72", f72), spawn("f79", f79) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w3 61 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w3 84")
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 85 ok") elseif type(e) == "string" then say("w3 85 err " .. kind(e)) else error(e, 0) end end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 87 end")
end
local function w4()
  local function f89()
    say("w4.f89 90")
    if T.w2 then say("w4.f89 cancels w2 " .. yn(T.w2:cancel())) end
    sleep(1)
    say("w4.f89 93")
    return "f89"
  end
  do local ok, e = pcall(function() say("w4 88 got " .. table.concat({ gather { spawn("f89", f89) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w4 88 err " .. kind(e)) else error(e, 0) end end end
  ev:wait()
  say("w4 95 ev")
  q:put(96)
  say("w4 97 put 96")
  sleep(1)
  say("w4 99")
  say("w4 100 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not q:empty() then q:get_nowait() end
sleep(30)
say('main ends')
