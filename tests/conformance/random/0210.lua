-- random program 210
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  q:put(1)
  say("w1 2 put 1")
  say("w1 4")
  say("w1 6")
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  local function f9()
    say("w1.f9 10")
    local function f12()
      say("w1.f9.f12 13")
      ev:set()
      local function f16()
        say("w1.f9.f12.f16 17")
        sleep(2)
        say("w1.f9.f12.f16 19")
        sleep(2)
        say("w1.f9.f12.f16 21")
        return "f16"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f16", f16)
        ev:wait()
        say("w1.f9.f12 23 ev")
      end)
        if is(e, ErrorGroup) then say("w1.f9.f12 15 " .. kind(e)) elseif not ok then error(e, 0) end end
      return "f12"
    end
    local function f24()
      say("w1.f9.f24 25")
      do local _ <close> = lk:hold()
        say("w1.f9.f24 27 in")
        ev:wait()
        say("w1.f9.f24 29 ev")
      end
      sleep(2)
      say("w1.f9.f24 31")
      return "f24"
    end
    local function f32()
      say("w1.f9.f32 33")
      local function f35()
        say("w1.f9.f32.f35 36")
        ev:set()
        say("w1.f9.f32.f35 39")
        say("w1.f9.f32.f35 41")
        error("E42", 0)
      end
      local function f43()
        say("w1.f9.f32.f43 44")
        ev:wait()
        say("w1.f9.f32.f43 46 ev")
        return "f43"
      end
      for _, x in ipairs(gather({ spawn("f35", f35), spawn("f43", f43) }, { return_errors = true })) do
        say("w1.f9.f32 34 " .. (x.ok and x.value or kind(x.error)))
      end
      local function f48()
        say("w1.f9.f32.f48 49")
        sleep(2)
        say("w1.f9.f32.f48 51")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f48"
      end
      local function f53()
        say("w1.f9.f32.f53 54")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f53"
      end
      local function f56()
        say("w1.f9.f32.f56 57")
        sleep(2)
        say("w1.f9.f32.f56 59")
        sleep(2)
        say("w1.f9.f32.f56 61")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f56"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f48", f48)
        tg:spawn("f53", f53)
        tg:spawn("f56", f56)
        say("w1.f9.f32 64")
      end)
        if is(e, ErrorGroup) then say("w1.f9.f32 47 " .. kind(e)) elseif not ok then error(e, 0) end end
      sleep(0)
      say("w1.f9.f32 66")
      error("E67", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f12", f12)
      tg:spawn("f24", f24)
      tg:spawn("f32", f32)
      ev:clear()
      if not q:empty() then say("w1.f9 took " .. q:get_nowait()) end
    end)
      if is(e, ErrorGroup) then say("w1.f9 11 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f9"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f9", f9) }, { timeout = 2 }) do say("w1 8 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 8 err " .. kind(e)) else error(e, 0) end end end
  say("w1 70 end")
end
local function w2()
  do local ok, e = pcall(timeout, 0, function()
    local function f73()
      say("w2.f73 74")
      local function f76()
        say("w2.f73.f76 77")
        sleep(0)
        say("w2.f73.f76 79")
        return "f76"
      end
      do local ok, e = pcall(function() say("w2.f73 75 " .. wait_for(1, spawn("f76", f76))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f73 75 err " .. kind(e)) else error(e, 0) end end end
      sleep(1)
      say("w2.f73 81")
      return "f73"
    end
    local function f82()
      say("w2.f82 83")
      if not q:empty() then say("w2.f82 took " .. q:get_nowait()) end
      sleep(5)
      say("w2.f82 86")
      if T.w1 then say("w2.f82 cancels w1 " .. yn(T.w1:cancel())) end
      return "f82"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f73", f73)
      tg:spawn("f82", f82)
    end)
      if is(e, ErrorGroup) then say("w2 72 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 71 timeout") elseif not ok then error(e, 0) end end
  say("w2 count " .. current():cancelling())
  say("w2 89 end")
end
local function w3()
  do local _ <close> = lk:hold()
    say("w3 91 in")
    say("w3 barrier " .. br:wait())
    say("w3 size " .. q:size())
    do local _ <close> = lk:hold()
      say("w3 95 in")
      say("w3 97")
      q:put(98)
      say("w3 99 put 98")
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w3 100 ok") elseif type(e) == "string" then say("w3 100 err " .. kind(e)) else error(e, 0) end end
    end
  end
  sleep(5)
  say("w3 102")
  say("w3 103 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(5)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
ev:set()
sleep(10)
say('main ends')
