-- random program 283
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  do local ok, e = pcall(function()
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1 3 woken")
    end
    do local ok, e = pcall(timeout, 1, function()
      say("w1 6")
      ev:wait()
      say("w1 8 ev")
      say("w1 10")
    end)
      if is(e, Timeout) then say("w1 4 timeout") elseif not ok then error(e, 0) end end
    if not q:full() then q:put_nowait(11) end
  end)
    if is(e, Cancelled) then say("w1 1 cancelled err")
      error("X1", 0)
    elseif not ok then error(e, 0) end end
  say("w1 13")
  local function f15()
    say("w1.f15 16")
    local function f18()
      say("w1.f15.f18 19")
      do local _ <close> = defer(function()
        sleep(5)
        say("w1.f15.f18 20 finally")
      end)
        if not q:empty() then say("w1.f15.f18 took " .. q:get_nowait()) end
        sleep(1)
        say("w1.f15.f18 23")
      end
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f15.f18 25 woken")
      end
      return "f18"
    end
    local function f26()
      say("w1.f15.f26 27")
      if not q:full() then q:put_nowait(28) end
      error("E29", 0)
    end
    do local ok, e = pcall(function() say("w1.f15 17 got " .. table.concat({ gather { spawn("f18", f18), spawn("f26", f26) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1.f15 17 err " .. kind(e)) else error(e, 0) end end end
    return "f15"
  end
  do local ok, e = pcall(function() say("w1 14 " .. wait_for(1, spawn("f15", f15))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 14 err " .. kind(e)) else error(e, 0) end end end
  ev:set()
  say("w1 31 end")
end
local function w2()
  if not q:full() then q:put_nowait(32) end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  local function f35()
    say("w2.f35 36")
    local function f38()
      say("w2.f35.f38 39")
      sleep(2)
      say("w2.f35.f38 41")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2.f35.f38 44 woken")
      end
      return "f38"
    end
    do local ok, e = pcall(function() say("w2.f35 37 got " .. table.concat({ gather { spawn("f38", f38) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2.f35 37 err " .. kind(e)) else error(e, 0) end end end
    return "f35"
  end
  do local ok, e = pcall(function() say("w2 34 " .. wait_for(0, spawn("f35", f35))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 34 err " .. kind(e)) else error(e, 0) end end end
  local function f46()
    say("w2.f46 47")
    do local _ <close> = sm:hold()
      say("w2.f46 49 in")
      if T.w1 then say("w2.f46 cancels w1 " .. yn(T.w1:cancel())) end
      if not q:empty() then say("w2.f46 took " .. q:get_nowait()) end
    end
    return "f46"
  end
  do local ok, e = pcall(function() say("w2 45 " .. wait_for(2, spawn("f46", f46))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 45 err " .. kind(e)) else error(e, 0) end end end
  say("w2 52 end")
end
local function w3()
  do local _ <close> = sm:hold()
    say("w3 54 in")
    ev:clear()
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w3 56 ok") elseif type(e) == "string" then say("w3 56 err " .. kind(e)) else error(e, 0) end end
  end
  do local _ <close> = sm:hold()
    say("w3 58 in")
    say("w3 60")
    local function f62()
      say("w3.f62 63")
      say("w3.f62 got " .. q:get())
      ev:clear()
      local function f67()
        say("w3.f62.f67 68")
        sleep(0)
        say("w3.f62.f67 70")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        if T.w3 then say("w3.f62.f67 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f67"
      end
      do local ok, e = pcall(function() say("w3.f62 66 " .. wait_for(1, spawn("f67", f67))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f62 66 err " .. kind(e)) else error(e, 0) end end end
      return "f62"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f62", f62)
      sleep(1)
      say("w3 74")
      sleep(1)
      say("w3 76")
      say("w3 got " .. q:get())
    end)
      if is(e, ErrorGroup) then say("w3 61 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  ev:wait()
  say("w3 79 ev")
  say("w3 80 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(5)
say('main ends')
